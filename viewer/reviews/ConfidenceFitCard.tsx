import { Button, Skeleton } from 'antd';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { calibrated } from '#domain/confidenceFit.js';
import { percentText } from '#domain/areaText.js';
import { Card } from '../layout/Card.js';
import { ProblemNotice } from '../layout/ProblemNotice.js';
import styles from '../layout/table.module.css';
import { momentText } from '../state/moments.js';
import { useConfidenceFits, useFitting } from './reviewQueries.js';

const COLUMNS = ['version', 'count', 'before', 'after', 'curve', 'by'] as const;
/** Confidences whose calibrated values stand in the table. */
const SHOWN = [0.3, 0.5, 0.7, 0.9] as const;

/** What a detector's confidence was worth by determinations; every fit stays. */
export function ConfidenceFitCard(): ReactElement {
  const { t } = useTranslation();
  const fits = useConfidenceFits();
  const fitting = useFitting();
  return (
    <Card title={t('review.fit')} note={t('review.fitNote')}>
      <div className={styles['filters']}>
        <Button loading={fitting.isPending} onClick={() => fitting.mutate(undefined)}>
          {t('review.fitNow')}
        </Button>
      </div>
      {fitting.isError && <ProblemNotice thrown={fitting.error} />}
      {fits.isPending && <Skeleton active paragraph={{ rows: 2 }} />}
      {fits.isError && <ProblemNotice thrown={fits.error} onRetry={() => void fits.refetch()} />}
      {fits.isSuccess && fits.data.length === 0 && <p>{t('review.noFit')}</p>}
      {fits.isSuccess && fits.data.length > 0 && (
        <div className={styles['scroll']} role="region" aria-label={t('review.fit')} tabIndex={0}>
          <table className={styles['table']} aria-label={t('review.fit')}>
            <thead>
              <tr>
                {COLUMNS.map((name) => (
                  <th key={name} scope="col">
                    {t(`review.fitColumn.${name}`)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {fits.data.map((fit) => (
                <tr key={fit.version}>
                  <th scope="row">{fit.version}</th>
                  <td className="figures">
                    {fit.changes} / {fit.count}
                  </td>
                  <td className="figures">{fit.brierBefore.toFixed(3)}</td>
                  <td className="figures">{fit.brierAfter.toFixed(3)}</td>
                  <td className="figures">
                    {SHOWN.map((from) => `${from} → ${percentText(calibrated(fit, from), 'en')}`).join('  ')}
                  </td>
                  <td>
                    {fit.createdBy}
                    <small>{momentText(fit.createdAt)}</small>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </Card>
  );
}
