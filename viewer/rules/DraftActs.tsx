import { App, Button, Input, Popconfirm } from 'antd';
import { useId, useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { Card } from '../layout/Card.js';
import { ProblemNotice } from '../layout/ProblemNotice.js';
import type { RuleContent } from '../state/ruleDraft.js';
import { useRuleSetActs, type RuleSet } from './ruleQueries.js';
import styles from './rules.module.css';

interface DraftActsProps {
  readonly ruleSet: RuleSet;
  readonly content: RuleContent;
  readonly isDirty: boolean;
  readonly isRight: boolean;
  readonly mayWrite: boolean;
  readonly mayPublish: boolean;
}

/** A draft is saved, thrown away, or published with a reason. */
export function DraftActs(props: DraftActsProps): ReactElement {
  const { t } = useTranslation();
  const { ruleSet, content, isDirty } = props;
  const { message } = App.useApp();
  const navigate = useNavigate();
  const { change, discard } = useRuleSetActs(ruleSet.reference);
  const [note, setNote] = useState(ruleSet.note ?? '');
  const noteId = useId();
  const isChanged = isDirty || note !== (ruleSet.note ?? '');
  const save = (): void =>
    change.mutate(
      { content: { ...content }, note: note.trim() || null, expectedRevision: ruleSet.revision },
      { onSuccess: () => void message.success(t('rules.saved')) },
    );
  return (
    <>
      {props.mayWrite && (
        <div className={styles['acts']}>
          <label htmlFor={noteId}>{t('rules.note')}</label>
          <Input id={noteId} value={note} maxLength={2000} onChange={({ target }) => setNote(target.value)} />
          <Button type="primary" disabled={!isChanged || !props.isRight} loading={change.isPending} onClick={save}>
            {t('rules.save')}
          </Button>
          <Popconfirm
            title={t('rules.discardSure')}
            okText={t('rules.yes')}
            cancelText={t('rules.no')}
            onConfirm={() => discard.mutate(undefined, { onSuccess: () => void navigate('/rules') })}
          >
            <Button danger loading={discard.isPending}>
              {t('rules.discard')}
            </Button>
          </Popconfirm>
          {isChanged && <span className={styles['quiet']}>{t('rules.unsaved')}</span>}
        </div>
      )}
      {change.isError && <ProblemNotice thrown={change.error} />}
      {discard.isError && <ProblemNotice thrown={discard.error} />}
      {props.mayPublish && <PublishCard ruleSet={ruleSet} isSaved={!isDirty} />}
    </>
  );
}

function PublishCard({ ruleSet, isSaved }: { readonly ruleSet: RuleSet; readonly isSaved: boolean }): ReactElement {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const { publish } = useRuleSetActs(ruleSet.reference);
  const [note, setNote] = useState('');
  const [isMissing, setIsMissing] = useState(false);
  const id = useId();
  const submit = (): void => {
    setIsMissing(note.trim() === '');
    if (note.trim() === '') return;
    publish.mutate(
      { hash: ruleSet.reference.hash, note },
      { onSuccess: () => void message.success(t('rules.publishedNow')) },
    );
  };
  return (
    <Card title={t('rules.publish')} note={t('rules.publishHint')}>
      <div className={styles['acts']}>
        <label htmlFor={id}>{t('rules.publishNote')}</label>
        <Input
          id={id}
          value={note}
          maxLength={2000}
          aria-invalid={isMissing}
          aria-describedby={`${id}-wrong`}
          {...(isMissing && { status: 'error' as const })}
          onChange={({ target }) => setNote(target.value)}
        />
        <Button type="primary" disabled={!isSaved} loading={publish.isPending} onClick={submit}>
          {t('rules.publish')}
        </Button>
        <span id={`${id}-wrong`} role="status" className={isMissing ? styles['wrong'] : styles['quiet']}>
          {isMissing ? t('rules.noteMissing') : isSaved ? '' : t('rules.saveFirst')}
        </span>
      </div>
      {publish.isError && <ProblemNotice thrown={publish.error} />}
    </Card>
  );
}
