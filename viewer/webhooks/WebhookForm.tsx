import { Button, Checkbox, Form, Input } from 'antd';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { problemOf } from '../api/problem.js';
import { ProblemNotice } from '../layout/ProblemNotice.js';
import { useAddWebhook, useChangeWebhook, type NewWebhook, type Webhook } from './webhookQueries.js';

/** Names a receiver. A refused address is said beside it, and what was typed stays. @param props.before null: a new one */
export function WebhookForm(props: {
  readonly before: Webhook | null;
  /** @param secret of a new receiver, to be shown once */
  readonly onDone: (secret: string | null) => void;
}): ReactElement {
  const { t } = useTranslation();
  const { before, onDone } = props;
  const add = useAddWebhook();
  const change = useChangeWebhook();
  const failure = add.error ?? change.error;
  const problem = failure === null ? null : problemOf(failure);
  const isAboutAddress = problem?.where === 'body.url';
  const submit = ({ name, url, fromBeginning }: NewWebhook): void => {
    if (before === null) {
      add.mutate({ name, url: url.trim(), fromBeginning }, { onSuccess: onDone });
      return;
    }
    // One that gave up is not woken by a change of its name.
    const status = before.status === 'active' ? 'active' : 'paused';
    change.mutate({ ...before, name, url: url.trim(), status }, { onSuccess: () => onDone(null) });
  };
  const isMissing = { required: true, whitespace: true, message: t('actForm.missing') };
  return (
    <>
      {failure !== null && !isAboutAddress && <ProblemNotice thrown={failure} />}
      <Form<NewWebhook>
        layout="vertical"
        onFinish={submit}
        initialValues={{ name: before?.name, url: before?.url, fromBeginning: false }}
      >
        <Form.Item name="name" label={t('webhook.column.name')} rules={[isMissing]}>
          <Input autoComplete="off" maxLength={200} />
        </Form.Item>
        <Form.Item
          name="url"
          label={t('webhook.url')}
          extra={t('webhook.urlHint')}
          rules={[isMissing]}
          {...(isAboutAddress ? { validateStatus: 'error' as const, help: <Refusal found={problem.found} /> } : {})}
        >
          <Input autoComplete="off" maxLength={2000} placeholder="https://…" />
        </Form.Item>
        {before === null && (
          <Form.Item name="fromBeginning" valuePropName="checked" extra={t('webhook.fromBeginningHint')}>
            <Checkbox>{t('webhook.fromBeginning')}</Checkbox>
          </Form.Item>
        )}
        <Button type="primary" htmlType="submit" loading={add.isPending || change.isPending}>
          {t(before === null ? 'webhook.add' : 'webhook.save')}
        </Button>
      </Form>
    </>
  );
}

function Refusal({ found }: { readonly found: string | null }): ReactElement {
  const { t } = useTranslation();
  return <span role="alert">{t('webhook.urlRefused', { found: found ?? '' })}</span>;
}
