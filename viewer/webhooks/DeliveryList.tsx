import { Button, Segmented, Skeleton } from 'antd';
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { EmptyNotice } from '../layout/EmptyNotice.js';
import { ProblemNotice } from '../layout/ProblemNotice.js';
import styles from '../layout/table.module.css';
import { momentText } from '../state/moments.js';
import { useDeliveries, useResend, type Delivery } from './webhookQueries.js';

const COLUMNS = ['sequence', 'subject', 'status', 'attempts', 'last'] as const;
const FILTERS = ['all', 'waiting', 'delivered'] as const;
type Filter = (typeof FILTERS)[number];

/** What was and is to be delivered to one receiver; each can be sent once more. */
export function DeliveryList({ webhookId }: { readonly webhookId: string }): ReactElement {
  const { t } = useTranslation();
  const [filter, setFilter] = useState<Filter>('all');
  const deliveries = useDeliveries(webhookId, filter === 'all' ? null : filter);
  const resend = useResend(webhookId);
  const items = deliveries.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <>
      <div className={styles['filters']}>
        <Segmented<Filter>
          aria-label={t('webhook.column.status')}
          value={filter}
          onChange={setFilter}
          options={FILTERS.map((value) => ({ value, label: t(`webhook.filter.${value}`) }))}
        />
      </div>
      {resend.isError && <ProblemNotice thrown={resend.error} />}
      {deliveries.isPending && <Skeleton active paragraph={{ rows: 6 }} />}
      {deliveries.isError && <ProblemNotice thrown={deliveries.error} onRetry={() => void deliveries.refetch()} />}
      {deliveries.isSuccess && items.length === 0 && <EmptyNotice title={t('webhook.noDeliveries')} />}
      {items.length > 0 && (
        <div className={styles['scroll']} role="region" aria-label={t('webhook.deliveries')} tabIndex={0}>
          <table className={styles['table']} aria-label={t('webhook.deliveries')}>
            <thead>
              <tr>
                {COLUMNS.map((name) => (
                  <th key={name} scope="col">
                    {t(`webhook.column.${name}`)}
                  </th>
                ))}
                <td />
              </tr>
            </thead>
            <tbody>
              {items.map((delivery) => (
                <DeliveryRow
                  key={delivery.sequence}
                  delivery={delivery}
                  isBusy={resend.isPending}
                  onResend={() => resend.mutate(delivery.sequence)}
                />
              ))}
            </tbody>
          </table>
        </div>
      )}
      {deliveries.hasNextPage && (
        <Button
          style={{ marginTop: 12 }}
          loading={deliveries.isFetchingNextPage}
          onClick={() => void deliveries.fetchNextPage()}
        >
          {t('audit.more')}
        </Button>
      )}
    </>
  );
}

function DeliveryRow(props: {
  readonly delivery: Delivery;
  readonly isBusy: boolean;
  readonly onResend: () => void;
}): ReactElement {
  const { t } = useTranslation();
  const { sequence, subject, status, attempts, nextAttemptAt, lastStatus, lastError, deliveredAt } = props.delivery;
  const isWaiting = status === 'waiting';
  return (
    <tr>
      <th scope="row" className="figures">
        {sequence}
      </th>
      <td className={styles['wrapped']}>{subject}</td>
      <td>
        <span className={styles['state']} style={{ color: isWaiting ? 'var(--warn)' : 'var(--good)' }}>
          <span className={styles['dot']} aria-hidden />
          {t(`webhook.filter.${status}`)}
        </span>
        {deliveredAt !== null && <small>{momentText(deliveredAt)}</small>}
        {isWaiting && nextAttemptAt !== null && (
          <small>{t('webhook.nextAttempt', { time: momentText(nextAttemptAt) })}</small>
        )}
      </td>
      <td className="figures">{attempts}</td>
      <td className={styles['wrapped']}>
        {lastStatus ?? '—'}
        {lastError !== null && <small>{lastError}</small>}
      </td>
      <td>
        <Button size="small" disabled={props.isBusy} onClick={props.onResend}>
          {t('webhook.resend')}
        </Button>
      </td>
    </tr>
  );
}
