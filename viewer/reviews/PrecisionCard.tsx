import { Segmented, Skeleton } from 'antd';
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { percentText } from '#domain/areaText.js';
import type { LandCoverClass } from '#domain/landCover.js';
import type { ViolationKind } from '#domain/violation.js';
import { Card } from '../layout/Card.js';
import { ProblemNotice } from '../layout/ProblemNotice.js';
import styles from '../layout/table.module.css';
import { useReasonName } from './useReasonName.js';
import { useReviewStatistics, type ReviewStatistics } from './reviewQueries.js';

const GROUPS = ['rule', 'detector', 'class', 'season'] as const;
type Group = (typeof GROUPS)[number];
type Row = ReviewStatistics['precision'][Group][number];
type Season = 'winter' | 'spring' | 'summer' | 'autumn';

/** What became of suspicions, by what raised them, and why false ones were false. */
export function PrecisionCard(): ReactElement {
  const { t } = useTranslation();
  const statistics = useReviewStatistics();
  const [group, setGroup] = useState<Group>('rule');
  return (
    <Card title={t('review.precision')} note={t('review.precisionNote')}>
      <div className={styles['filters']}>
        <Segmented<Group>
          aria-label={t('review.column.key')}
          value={group}
          onChange={setGroup}
          options={GROUPS.map((value) => ({ value, label: t(`review.by.${value}`) }))}
        />
      </div>
      {statistics.isPending && <Skeleton active paragraph={{ rows: 3 }} />}
      {statistics.isError && <ProblemNotice thrown={statistics.error} onRetry={() => void statistics.refetch()} />}
      {statistics.isSuccess && <PrecisionTable group={group} rows={statistics.data.precision[group]} />}
    </Card>
  );
}

const COUNTED = ['violation', 'lawful', 'pseudoChange'] as const;

function PrecisionTable({ group, rows }: { readonly group: Group; readonly rows: readonly Row[] }): ReactElement {
  const { t } = useTranslation();
  const nameOf = useKeyName(group);
  const reasonName = useReasonName();
  if (rows.length === 0) return <p>{t('review.noneDetermined')}</p>;
  const shareText = (share: number | null): string => (share === null ? '—' : percentText(share, 'en'));
  return (
    <div className={styles['scroll']} role="region" aria-label={t('review.precision')} tabIndex={0}>
      <table className={styles['table']} aria-label={t('review.precision')}>
        <thead>
          <tr>
            <th scope="col">{t(`review.by.${group}`)}</th>
            {([...COUNTED, 'precision', 'changeShare'] as const).map((name) => (
              <th key={name} scope="col" className={styles['number']}>
                {t(`review.column.${name}`)}
              </th>
            ))}
            <th scope="col">{t('review.column.reasons')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ key, outcomes, precision, changeShare, pseudoChangeReasons }) => (
            <tr key={key}>
              <th scope="row">{nameOf(key)}</th>
              {COUNTED.map((outcome) => (
                <td key={outcome} className={styles['number']}>
                  {outcomes[outcome]}
                </td>
              ))}
              <td className={styles['number']}>{shareText(precision)}</td>
              <td className={styles['number']}>{shareText(changeShare)}</td>
              <td className={styles['wrapped']}>
                {pseudoChangeReasons.map(({ reason, count }) => `${reasonName(reason)} ${count}`).join(' · ')}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function useKeyName(group: Group): (key: string) => string {
  const { t } = useTranslation();
  return (key) => {
    if (key === '') return '—';
    if (group === 'rule') return t(`violation.${key as ViolationKind}`);
    if (group === 'class') return t(`landCover.${key as LandCoverClass}`);
    return group === 'season' ? t(`review.season.${key as Season}`) : key;
  };
}
