import { Skeleton } from 'antd';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { Card } from '../layout/Card.js';
import { ProblemNotice } from '../layout/ProblemNotice.js';
import { momentText } from '../state/moments.js';
import { knownTitle } from './knownTitle.js';
import { ReplayResult } from './ReplayResult.js';
import { useReplays } from './ruleQueries.js';
import { useRunName } from './useRunName.js';
import styles from './rules.module.css';

/** The runs that were judged again last, with what came of it. */
export function ReplayList(): ReactElement {
  const { t } = useTranslation();
  const replays = useReplays();
  const nameOf = useRunName();
  return (
    <Card title={t('rules.replays')}>
      {replays.isPending && <Skeleton active paragraph={{ rows: 3 }} />}
      {replays.isError && <ProblemNotice thrown={replays.error} onRetry={() => void replays.refetch()} />}
      {replays.isSuccess && replays.data.length === 0 && <p className={styles['quiet']}>{t('rules.noReplays')}</p>}
      {replays.isSuccess && replays.data.length > 0 && (
        <ul className={styles['replays']}>
          {replays.data.map((replay) => (
            <li key={replay.id}>
              <Link to={`/replays/${replay.id}`}>{nameOf(replay.runId)}</Link>
              <span className={styles['quiet']}>
                {replay.ruleSet.id} {replay.ruleSet.version} · {t('rules.asKnown')}: {t(knownTitle(replay.asKnown))} ·{' '}
                {t('rules.by', { name: replay.createdBy, at: momentText(replay.createdAt) })}
              </span>
              <ReplayResult replay={replay} />
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}
