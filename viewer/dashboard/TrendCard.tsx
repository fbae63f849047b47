import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { Card } from '../layout/Card.js';
import { alertListHref } from '../state/alertFilter.js';
import type { IndicatorRow } from './dashboardQueries.js';
import styles from './dashboard.module.css';

/** Twelve months: alerts raised in each, and those of them that were determined violations. */
export function TrendCard({ months }: { readonly months: readonly IndicatorRow[] }): ReactElement {
  const { t } = useTranslation();
  const figures = months.map((row) => {
    const stageOf = (stage: string) => row.funnel.find((one) => one.stage === stage);
    return { month: row.period.to.slice(0, 7), raised: stageOf('raised'), violation: stageOf('violation') };
  });
  const most = Math.max(1, ...figures.map(({ raised }) => raised?.count ?? 0));
  const heightOf = (count: number): string => `${(count / most) * 100}%`;
  return (
    <Card title={t('dashboard.trend')} note={t('dashboard.trendNote')}>
      <ol className={styles['trend']} aria-label={t('dashboard.trend')}>
        {figures.map(({ month, raised, violation }) => (
          <li key={month}>
            <span className={styles['trendCount']}>
              {raised === undefined || raised.count === 0 ? (
                <span>0</span>
              ) : (
                <Link
                  to={alertListHref(raised.alerts)}
                  aria-label={t('dashboard.trendMonth', {
                    month,
                    raised: raised.count,
                    violations: violation?.count ?? 0,
                  })}
                >
                  {raised.count}
                </Link>
              )}
            </span>
            <span className={styles['column']} aria-hidden>
              <span className={styles['columnRaised']} style={{ height: heightOf(raised?.count ?? 0) }} />
              <span className={styles['columnViolation']} style={{ height: heightOf(violation?.count ?? 0) }} />
            </span>
            <span className={styles['trendMonth']}>
              {month.slice(0, 4)}
              <br />
              {month.slice(5)}
            </span>
          </li>
        ))}
      </ol>
    </Card>
  );
}
