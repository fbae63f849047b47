import { Skeleton, Timeline } from 'antd';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { HistoryEntry } from '../api/model.js';
import { useAlertHistory } from '../api/queries.js';
import { zhCN } from '../i18n/zh-CN.js';
import { Card } from '../layout/Card.js';
import { ProblemNotice } from '../layout/ProblemNotice.js';
import { momentText } from '../state/moments.js';
import styles from './AlertDetail.module.css';
import { useHistoryDetail } from './useHistoryDetail.js';

/** What happened to the alert, newest first. */
export function AlertHistory({ alertId }: { readonly alertId: string }): ReactElement {
  const { t } = useTranslation();
  const history = useAlertHistory(alertId);
  return (
    <Card title={t('alert.history')} note={t('alert.historyHint')}>
      {history.isPending && <Skeleton active paragraph={{ rows: 2 }} title={false} />}
      {history.isError && <ProblemNotice thrown={history.error} onRetry={() => void history.refetch()} />}
      {history.isSuccess && history.data.length === 0 && <p className={styles['quiet']}>{t('alert.noHistory')}</p>}
      {history.isSuccess && (
        <Timeline
          className={styles['history'] ?? ''}
          items={history.data.toReversed().map((entry, index) => ({
            key: `${entry.at}/${index}`,
            content: <HistoryLine entry={entry} />,
          }))}
        />
      )}
    </Card>
  );
}

type KnownAct = keyof typeof zhCN.historyAct;
const isKnownAct = (act: string): act is KnownAct => act in zhCN.historyAct;
/** The actor of what the product did by itself. */
const MACHINE = 'planwatch';

function HistoryLine({ entry }: { readonly entry: HistoryEntry }): ReactElement {
  const { t } = useTranslation();
  const details = useHistoryDetail()(entry.detail);
  return (
    <>
      <span className={styles['act']}>{isKnownAct(entry.act) ? t(`historyAct.${entry.act}`) : entry.act}</span>
      <span className={styles['quiet']}>
        {entry.actor === MACHINE ? t('history.system') : entry.actor} ·{' '}
        <time dateTime={entry.at}>{momentText(entry.at)}</time>
      </span>
      {details.length > 0 && <p className={styles['quiet']}>{details.join(' · ')}</p>}
    </>
  );
}
