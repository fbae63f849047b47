import { Segmented, Skeleton } from 'antd';
import { useEffect, useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import { useSession } from '../api/session.js';
import { Card } from '../layout/Card.js';
import { ProblemNotice } from '../layout/ProblemNotice.js';
import type { RuleContent } from '../state/ruleDraft.js';
import { DraftActs } from './DraftActs.js';
import { NewVersion } from './NewVersion.js';
import { RuleDifferences } from './RuleDifferences.js';
import { RuleForm } from './RuleForm.js';
import { useRuleProblems, useRuleSet, type RuleSet } from './ruleQueries.js';
import { RuleSetState } from './RuleSetState.js';
import { RuleText } from './RuleText.js';
import { TryOnRuns } from './TryOnRuns.js';
import styles from './rules.module.css';

/** One version: read it, write a draft, see what it changes, try it on runs, publish it. */
export default function RuleSetPage(): ReactElement {
  const { id = '', version = '' } = useParams();
  const ruleSet = useRuleSet({ id, version });
  if (ruleSet.isPending) return <Skeleton active className={styles['page'] ?? ''} paragraph={{ rows: 10 }} />;
  if (ruleSet.isError) return <ProblemNotice thrown={ruleSet.error} onRetry={() => void ruleSet.refetch()} />;
  return <RuleSetEditor key={`${id}/${version}`} ruleSet={ruleSet.data} />;
}

/** Typing pauses this long before the schema is asked. */
const PAUSE_MS = 300;

function useSettled<T>(value: T): T {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [value]);
  return settled;
}

function RuleSetEditor({ ruleSet }: { readonly ruleSet: RuleSet }): ReactElement {
  const { t } = useTranslation();
  const rights = useSession().data?.rights ?? [];
  const mayWrite = rights.includes('writeRuleSets');
  const isEdited = ruleSet.status === 'draft' && mayWrite;
  const [content, setContent] = useState<RuleContent>(ruleSet.content);
  const [isText, setIsText] = useState(false);
  const settled = useSettled(content);
  const problems = useRuleProblems(settled, isEdited).data ?? [];
  const isDirty = JSON.stringify(content) !== JSON.stringify(ruleSet.content);
  const { id, version } = ruleSet.reference;
  const shared = { content, problems, isEdited, onContent: setContent };
  return (
    <div className={styles['page']}>
      <header className={styles['head']}>
        <nav>
          <Link to="/rules">{t('rules.title')}</Link>
        </nav>
        <h1>
          {id} · {version}
        </h1>
        <RuleSetState status={ruleSet.status} isInForce={ruleSet.isInForce} />
        {mayWrite && <NewVersion from={ruleSet} />}
      </header>
      {ruleSet.status !== 'draft' && <p className={styles['quiet']}>{t('rules.readOnly')}</p>}
      <Card
        title={t('rules.content')}
        note={
          <Segmented<boolean>
            aria-label={t('rules.content')}
            value={isText}
            onChange={setIsText}
            options={[
              { value: false, label: t('rules.asForm') },
              { value: true, label: t('rules.asText') },
            ]}
          />
        }
      >
        {isText ? <RuleText {...shared} /> : <RuleForm {...shared} />}
        {isEdited && (
          <p role="status" className={problems.length > 0 ? styles['wrong'] : styles['right']}>
            {problems.length > 0 ? t('rules.wrong', { count: problems.length }) : t('rules.right')}
          </p>
        )}
      </Card>
      {ruleSet.status === 'draft' && (
        <DraftActs
          ruleSet={ruleSet}
          content={content}
          isDirty={isDirty}
          isRight={problems.length === 0}
          mayWrite={mayWrite}
          mayPublish={rights.includes('publishRuleSets')}
        />
      )}
      <RuleDifferences ruleSet={ruleSet} content={content} />
      {rights.includes('replayRuns') && (
        <TryOnRuns content={isDirty ? content : null} name={{ id, version }} isRight={problems.length === 0} />
      )}
    </div>
  );
}
