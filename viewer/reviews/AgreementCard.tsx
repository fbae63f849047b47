import { Skeleton } from 'antd';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { percentText } from '#domain/areaText.js';
import type { ViolationKind } from '#domain/violation.js';
import { Card } from '../layout/Card.js';
import { ProblemNotice } from '../layout/ProblemNotice.js';
import styles from '../layout/table.module.css';
import { useReviewStatistics, type ReviewStatistics } from './reviewQueries.js';

type Row = ReviewStatistics['byOfficer'][number];

/** How far second decisions agree with the first: in all, by officer, rule and detector. */
export function AgreementCard(): ReactElement {
  const { t } = useTranslation();
  const statistics = useReviewStatistics();
  return (
    <Card title={t('review.agreement')} note={t('review.agreementNote')}>
      {statistics.isPending && <Skeleton active paragraph={{ rows: 3 }} />}
      {statistics.isError && <ProblemNotice thrown={statistics.error} onRetry={() => void statistics.refetch()} />}
      {statistics.isSuccess && <AgreementTable statistics={statistics.data} />}
    </Card>
  );
}

function AgreementTable({ statistics }: { readonly statistics: ReviewStatistics }): ReactElement {
  const { t } = useTranslation();
  if (statistics.overall.pairs === 0) return <p>{t('review.noPairs')}</p>;
  const named = (rows: readonly Row[], by: 'officer' | 'rule' | 'detector') =>
    rows.map((row) => ({
      ...row,
      by: t(`review.by.${by}`),
      name: by === 'rule' ? t(`violation.${row.key as ViolationKind}`) : row.key || '—',
    }));
  const rows = [
    { ...statistics.overall, key: '', by: '', name: t('review.overall') },
    ...named(statistics.byOfficer, 'officer'),
    ...named(statistics.byRule, 'rule'),
    ...named(statistics.byDetector, 'detector'),
  ];
  return (
    <div className={styles['scroll']} role="region" aria-label={t('review.agreement')} tabIndex={0}>
      <table className={styles['table']} aria-label={t('review.agreement')}>
        <thead>
          <tr>
            <th scope="col">{t('review.column.key')}</th>
            {(['pairs', 'share', 'kappa'] as const).map((name) => (
              <th key={name} scope="col" className={styles['number']}>
                {t(`review.column.${name}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ by, key, name, pairs, share, kappa }) => (
            <tr key={`${by} ${key}`}>
              <th scope="row">
                {name}
                <small>{by}</small>
              </th>
              <td className={styles['number']}>{pairs}</td>
              <td className={styles['number']}>{share === null ? '—' : percentText(share, 'en')}</td>
              <td className={styles['number']}>{kappa === null ? '—' : kappa.toFixed(2)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
