import { DownloadOutlined, PrinterOutlined } from '@ant-design/icons';
import { Button, Skeleton } from 'antd';
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import { officeDayOf } from '#domain/time.js';
import { useWatchAreas } from '../api/queries.js';
import { ProblemNotice } from '../layout/ProblemNotice.js';
import { spanFromSearch, spanToQuery } from '../state/dashboardSpan.js';
import { AgeingCard, FunnelCard, StatusCard } from './AlertCards.js';
import { indicatorsCsvHref, useAlertStatistics, useIndicators, useTrend } from './dashboardQueries.js';
import { KeyFigures } from './KeyFigures.js';
import { LinesCard, NewLandCard, PermitsCard } from './LandCards.js';
import { RegionCard } from './RegionCard.js';
import { RuleCard } from './RuleCard.js';
import { SpanChoice } from './SpanChoice.js';
import { TrendCard } from './TrendCard.js';
import styles from './dashboard.module.css';

type SpanQuery = Readonly<Record<string, string>>;

/** What is late, what is wrong and what it led to; every count of alerts leads to them. */
export default function DashboardPage(): ReactElement {
  const { t } = useTranslation();
  const [today] = useState(() => officeDayOf(new Date().toISOString()));
  const [search, setSearch] = useSearchParams();
  const span = spanFromSearch(search, today);
  const query = spanToQuery(span, today);
  return (
    <div className={styles['page']}>
      <header className={styles['head']}>
        <h1>{t('dashboard.title')}</h1>
        <SpanChoice
          span={span}
          today={today}
          onSpan={(next) => setSearch(spanToQuery(next, today), { replace: true })}
        />
        <Button href={indicatorsCsvHref(query)} download icon={<DownloadOutlined aria-hidden />}>
          {t('dashboard.csv')}
        </Button>
        <Button icon={<PrinterOutlined aria-hidden />} onClick={() => window.print()}>
          {t('export.pdf')}
        </Button>
      </header>
      <AlertPart query={query} />
      <LandPart query={query} adminCode={span.adminCode} to={span.to} />
    </div>
  );
}

function AlertPart({ query }: { readonly query: SpanQuery }): ReactElement {
  const statistics = useAlertStatistics(query);
  if (statistics.isError) {
    return <ProblemNotice thrown={statistics.error} onRetry={() => void statistics.refetch()} />;
  }
  if (statistics.isPending) return <Skeleton active paragraph={{ rows: 8 }} />;
  const { funnel, open, rules } = statistics.data;
  return (
    <>
      <KeyFigures statistics={statistics.data} />
      <div className={styles['cards']}>
        <FunnelCard funnel={funnel} />
        <StatusCard open={open} />
        <AgeingCard open={open} />
      </div>
      <RuleCard rules={rules} />
    </>
  );
}

function LandPart(props: { readonly query: SpanQuery; readonly adminCode: string; readonly to: string }): ReactElement {
  const whole = useIndicators(props.query, { level: 'region', step: 'whole' });
  const counties = useIndicators(props.query, { level: 'county', step: 'whole' });
  const trend = useTrend(props.adminCode, props.to);
  const watchAreas = useWatchAreas().data ?? [];
  const nameOf = (code: string): string =>
    watchAreas.find(({ adminCode }) => adminCode !== '' && adminCode.startsWith(code))?.name ?? '';
  const failed = [whole, counties, trend].find(({ isError }) => isError);
  if (failed !== undefined) {
    return <ProblemNotice thrown={failed.error} onRetry={() => void failed.refetch()} />;
  }
  const row = whole.data?.[0];
  return (
    <>
      {trend.isSuccess ? <TrendCard months={trend.data} /> : <Skeleton active />}
      {counties.isSuccess ? <RegionCard rows={counties.data} nameOf={nameOf} /> : <Skeleton active />}
      {row !== undefined && (
        <div className={styles['cards']}>
          <LinesCard row={row} />
          <NewLandCard row={row} />
          <PermitsCard row={row} />
        </div>
      )}
    </>
  );
}
