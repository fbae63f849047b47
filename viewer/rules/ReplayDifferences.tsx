import { Skeleton } from 'antd';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { ReplayChange } from '#domain/replay.js';
import { useLanguage } from '../i18n/language.js';
import { Card } from '../layout/Card.js';
import { ProblemNotice } from '../layout/ProblemNotice.js';
import { useReplayDifferences, type Replay, type ReplayDifference } from './ruleQueries.js';
import { useRulePathName } from './useRulePathName.js';
import styles from './rules.module.css';

const COLUMNS = ['patch', 'before', 'after', 'reasons'] as const;

/** Every patch that is judged otherwise: its alert, both judgements, and what led to the difference. */
export function ReplayDifferences(props: {
  readonly replay: Replay;
  readonly change: ReplayChange | null;
}): ReactElement | null {
  const { t } = useTranslation();
  const isDone = props.replay.outcome !== null;
  const differences = useReplayDifferences(props.replay.id, props.change, isDone);
  if (!isDone) return null;
  return (
    <Card
      title={t('replay.differences')}
      note={differences.data?.nextCursor ? t('replay.ofAll', { shown: differences.data.items.length }) : undefined}
    >
      {differences.isPending && <Skeleton active paragraph={{ rows: 5 }} />}
      {differences.isError && <ProblemNotice thrown={differences.error} onRetry={() => void differences.refetch()} />}
      {differences.isSuccess && differences.data.items.length === 0 && (
        <p className={styles['quiet']}>{t('replay.none')}</p>
      )}
      {differences.isSuccess && differences.data.items.length > 0 && (
        <div className={styles['scroll']} role="region" aria-label={t('replay.differences')} tabIndex={0}>
          <table className={styles['table']} aria-label={t('replay.differences')}>
            <thead>
              <tr>
                {COLUMNS.map((name) => (
                  <th key={name} scope="col">
                    {t(`replay.${name}`)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {differences.data.items.map((difference) => (
                <DifferenceRow key={difference.patchId} difference={difference} />
              ))}
            </tbody>
          </table>
        </div>
      )}
    </Card>
  );
}

function DifferenceRow({ difference }: { readonly difference: ReplayDifference }): ReactElement {
  const { t } = useTranslation();
  const { change, alertId, before, after, reasons } = difference;
  const pathName = useRulePathName();
  const none = t('replay.nothing');
  return (
    <tr>
      <th scope="row">
        <b data-change={change} className={styles['change']}>
          {t(`replay.change.${change}`)}
        </b>
        <small>
          {alertId === null ? t('replay.noAlert') : <Link to={`/alerts/${alertId}`}>{t('replay.alert')}</Link>}
        </small>
      </th>
      <td className={styles['judged']}>
        <Judged judged={before} />
      </td>
      <td className={styles['judged']}>
        <Judged judged={after} />
      </td>
      <td className={styles['judged']}>
        {reasons.length === 0 ? (
          t('replay.noReason')
        ) : (
          <ul>
            {reasons.map(({ subject, id, before: was, after: is }) => (
              <li key={`${subject} ${id}`}>
                {t(`replay.subject.${subject}`, {
                  id: subject === 'rule' ? pathName(id) : id,
                  before: was ?? none,
                  after: is ?? none,
                })}
              </li>
            ))}
          </ul>
        )}
      </td>
    </tr>
  );
}

function Judged({ judged }: { readonly judged: ReplayDifference['before'] }): ReactElement {
  const { t } = useTranslation();
  const { language } = useLanguage();
  const { verdict, leading, severity, areaM2, explanation } = judged;
  const area = new Intl.NumberFormat(language, { maximumFractionDigits: 0 }).format(areaM2 ?? 0);
  return (
    <>
      {leading === null || severity === null ? (
        t(`verdict.${verdict}`)
      ) : (
        <>
          {t(`violation.${leading}`)} · {t(`severity.${severity}`)} · {t('replay.squareMetres', { value: area })}
        </>
      )}
      <small>{language === 'en' ? explanation.en : explanation.zh}</small>
    </>
  );
}
