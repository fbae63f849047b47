import { Button, Form, Input, Modal } from 'antd';
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { ProblemNotice } from '../layout/ProblemNotice.js';
import { useNewDraft, type RuleSet, type RuleSetName } from './ruleQueries.js';
import { ruleSetHref } from './ruleSetHref.js';
import styles from './rules.module.css';

const NAME = /^[\p{L}\p{N}_.-]{1,100}$/u;

/** Makes a draft that starts from another version. */
export function NewVersion({ from }: { readonly from: RuleSet }): ReactElement {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const draft = useNewDraft();
  const [isOpen, setIsOpen] = useState(false);
  const rules = [{ required: true, pattern: NAME, message: t('rules.nameWrong') }];
  const create = (name: RuleSetName & { readonly note?: string }): void =>
    draft.mutate(
      { content: { ...from.content, id: name.id, version: name.version }, note: name.note?.trim() || null },
      { onSuccess: ({ reference }) => void navigate(ruleSetHref(reference)) },
    );
  return (
    <>
      <Button type={from.status === 'draft' ? 'default' : 'primary'} onClick={() => setIsOpen(true)}>
        {t('rules.newVersion')}
      </Button>
      <Modal
        title={t('rules.newVersion')}
        open={isOpen}
        onCancel={() => setIsOpen(false)}
        footer={null}
        destroyOnHidden
      >
        <p className={styles['quiet']}>{t('rules.newFrom', { ...from.reference })}</p>
        {draft.isError && <ProblemNotice thrown={draft.error} />}
        <Form layout="vertical" initialValues={{ id: from.reference.id }} onFinish={create}>
          <Form.Item name="id" label={t('rules.id')} rules={rules}>
            <Input autoComplete="off" />
          </Form.Item>
          <Form.Item name="version" label={t('rules.version')} rules={rules}>
            <Input autoComplete="off" />
          </Form.Item>
          <Form.Item name="note" label={t('rules.note')}>
            <Input.TextArea rows={2} maxLength={2000} />
          </Form.Item>
          <Button type="primary" htmlType="submit" loading={draft.isPending}>
            {t('rules.create')}
          </Button>
        </Form>
      </Modal>
    </>
  );
}
