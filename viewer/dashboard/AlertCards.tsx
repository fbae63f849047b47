import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { Card } from '../layout/Card.js';
import { alertListHref } from '../state/alertFilter.js';
import { ALERT_STATUS_COLOURS } from '../theme.js';
import { BarList } from './BarList.js';
import type { AlertStatistics } from './dashboardQueries.js';

/** How far the alerts of the period came. */
export function FunnelCard({ funnel }: Pick<AlertStatistics, 'funnel'>): ReactElement {
  const { t } = useTranslation();
  return (
    <Card title={t('dashboard.funnel')} note={t('dashboard.funnelNote')}>
      <BarList
        label={t('dashboard.funnel')}
        bars={funnel.map(({ stage, count, alerts }) => ({
          key: stage,
          label: t(`funnelStage.${stage}`),
          value: count,
          text: String(count),
          href: alertListHref(alerts),
        }))}
      />
    </Card>
  );
}

/** Where the open alerts stand today. */
export function StatusCard({ open }: Pick<AlertStatistics, 'open'>): ReactElement {
  const { t } = useTranslation();
  return (
    <Card title={t('dashboard.byStatus')} note={t('dashboard.asOfToday')}>
      <BarList
        label={t('dashboard.byStatus')}
        bars={open.byStatus.map(({ status, count, alerts }) => ({
          key: status,
          label: t(`alertStatus.${status}`),
          value: count,
          text: String(count),
          href: alertListHref(alerts),
          colour: ALERT_STATUS_COLOURS[status],
        }))}
      />
    </Card>
  );
}

/** How long the open alerts have been waiting. */
export function AgeingCard({ open }: Pick<AlertStatistics, 'open'>): ReactElement {
  const { t } = useTranslation();
  return (
    <Card title={t('dashboard.ageing')} note={t('dashboard.asOfToday')}>
      <BarList
        label={t('dashboard.ageing')}
        bars={open.ageing.map(({ fromDays, toDays, count, alerts }) => ({
          key: String(fromDays),
          label:
            toDays === null
              ? t('dashboard.daysFrom', { from: fromDays })
              : t('dashboard.days', { from: fromDays, to: toDays }),
          value: count,
          text: String(count),
          href: alertListHref(alerts),
        }))}
      />
    </Card>
  );
}
