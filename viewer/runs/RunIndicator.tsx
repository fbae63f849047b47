import { Tooltip } from 'antd';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { LiveConnection } from '../api/liveNews.js';
import { useRuns } from '../api/queries.js';
import styles from '../layout/Shell.module.css';
import { isUnderWay, overallProgress } from '../state/runProgress.js';

/** How far the runs under way are, in the header of every page; leads to the list of runs. */
export function RunIndicator({ connection }: { readonly connection: LiveConnection }): ReactElement {
  const { t } = useTranslation();
  const runs = useRuns().data ?? [];
  const active = runs.filter((run) => isUnderWay(run.status));
  const progress = overallProgress(runs);
  const text = active.length > 0 ? t('runs.running', { count: active.length }) : t('runs.idle');
  return (
    <Tooltip title={`${text} · ${t(`runs.${connection}`)}`}>
      <Link to="/runs" className={styles['tool']} aria-label={`${t('runs.indicator')}: ${text}`}>
        <span className={styles['dot']} data-connection={connection} />
        <span className={styles['indicatorText']}>{active.length > 0 ? text : t(`runs.short.${connection}`)}</span>
        {progress !== null && (
          <>
            <span
              className={styles['progress']}
              role="progressbar"
              aria-label={t('runs.indicator')}
              aria-valuemin={0}
              aria-valuemax={100}
              aria-valuenow={Math.round(progress * 100)}
            >
              <span className={styles['progressDone']} style={{ width: `${progress * 100}%`, display: 'block' }} />
            </span>
          </>
        )}
      </Link>
    </Tooltip>
  );
}
