import { Alert, Button } from 'antd';
import type { TFunction } from 'i18next';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { problemOf, type Problem } from '../api/problem.js';
import { zhCN } from '../i18n/zh-CN.js';
import styles from './notices.module.css';

/** A problem as the server said it: the sentence, and where, what was found and what was expected. */
export function ProblemNotice(props: { readonly thrown: unknown; readonly onRetry?: () => void }): ReactElement {
  const { t } = useTranslation();
  const problem = problemOf(props.thrown);
  return (
    <Alert
      className={styles['problem']}
      type="error"
      showIcon
      role="alert"
      title={problemSentence(problem, t)}
      description={<ProblemDetail problem={problem} />}
      action={
        props.onRetry && (
          <Button size="small" onClick={props.onRetry}>
            {t('problem.retry')}
          </Button>
        )
      }
    />
  );
}

function ProblemDetail({ problem }: { readonly problem: Problem }): ReactElement | null {
  const { t } = useTranslation();
  const facts = [
    ['problem.where', problem.where],
    ['problem.found', problem.found],
    ['problem.expected', problem.expected],
    ['problem.requestId', problem.requestId],
  ] as const;
  const known = facts.filter(([, value]) => value !== null);
  if (problem.detail === null && known.length === 0) return null;
  return (
    <>
      {problem.detail !== null && <p>{problem.detail}</p>}
      <dl className={styles['detail']}>
        {known.map(([label, value]) => (
          <FactRow key={label} label={t(label)} value={value ?? ''} />
        ))}
      </dl>
    </>
  );
}

function FactRow({ label, value }: { readonly label: string; readonly value: string }): ReactElement {
  return (
    <>
      <dt>{label}</dt>
      <dd>{value}</dd>
    </>
  );
}

type Refusal = keyof typeof zhCN.refusal;
const isRefusal = (name: string): name is Refusal => name in zhCN.refusal;

/** The headline in the reader's language where code or status say enough, else the server's own title. */
export function problemSentence(problem: Problem, t: TFunction): string {
  const refusal = problem.code.replace('.', '_');
  if (isRefusal(refusal)) return t(`refusal.${refusal}`);
  if (problem.code === 'network.unreachable') return t('problem.unreachable');
  if (problem.status === 403) return t('problem.forbidden');
  if (problem.status === 404) return t('problem.notFound');
  if ([502, 503, 504].includes(problem.status)) return t('problem.unavailable');
  if (problem.status >= 500) return t('problem.defect');
  return problem.title;
}

/** What is wrong with a field: in the reader's language where the code is known, else what was expected. */
export function fieldSentence(problem: Problem, t: TFunction): string {
  const sentence = problemSentence(problem, t);
  if (sentence !== problem.title) return sentence;
  // The title is HTTP's own; what was expected is what helps.
  return problem.expected === null ? (problem.detail ?? sentence) : `${t('problem.expected')}: ${problem.expected}`;
}
