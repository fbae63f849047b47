import { Button, Skeleton } from 'antd';
import { useEffect, useRef, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { useAlerts } from '../api/queries.js';
import { useRuns } from '../api/queries.js';
import { EmptyNotice } from '../layout/EmptyNotice.js';
import { ProblemNotice } from '../layout/ProblemNotice.js';
import { isNarrowing, NO_FILTER, type AlertFilter } from '../state/alertFilter.js';
import type { MarkedAlerts } from '../state/markedAlerts.js';
import { isUnderWay } from '../state/runProgress.js';
import { AlertRow } from './AlertRow.js';
import styles from './alerts.module.css';

interface AlertListProps {
  readonly pages: ReturnType<typeof useAlerts>;
  readonly filter: AlertFilter;
  readonly onFilter: (filter: AlertFilter) => void;
  readonly highlightedId: string | null;
  readonly selectedId: string | null;
  /** Null where the reader may not act on alerts. */
  readonly marked: MarkedAlerts | null;
  readonly onMark: (id: string, isMarked: boolean) => void;
  readonly onHover: (id: string | null) => void;
  readonly onLocate: (id: string) => void;
  readonly linkTo: (id: string) => string;
}

export function AlertList(props: AlertListProps): ReactElement {
  const { t } = useTranslation();
  const { pages } = props;
  if (pages.isPending) return <Skeleton className={styles['skeleton'] ?? ''} active paragraph={{ rows: 10 }} />;
  if (pages.isError) return <ProblemNotice thrown={pages.error} onRetry={() => void pages.refetch()} />;
  const alerts = pages.data.pages.flatMap((page) => page.features);
  if (alerts.length === 0) return <NoAlerts {...props} />;
  return (
    <div className={styles['scroll']} data-stale={pages.isPlaceholderData}>
      <ul aria-label={t('alerts.list')}>
        {alerts.map((alert) => (
          <AlertRow
            key={alert.id}
            alert={alert}
            href={props.linkTo(alert.id)}
            isHighlighted={alert.id === props.highlightedId}
            isSelected={alert.id === props.selectedId}
            isMarked={props.marked?.has(alert.id) ?? null}
            onMark={props.onMark}
            onHover={props.onHover}
            onLocate={props.onLocate}
          />
        ))}
      </ul>
      {pages.hasNextPage && <MoreRows pages={pages} shown={alerts.length} />}
    </div>
  );
}

/** Loads on as it comes into sight; the button is for keyboards and for a page that failed. */
function MoreRows({ pages, shown }: { readonly pages: AlertListProps['pages']; readonly shown: number }): ReactElement {
  const { t } = useTranslation();
  const end = useRef<HTMLDivElement>(null);
  const load = useRef(() => {});
  useEffect(() => {
    load.current = () => {
      if (!pages.isFetchingNextPage && !pages.isFetchNextPageError) void pages.fetchNextPage();
    };
  });
  useEffect(() => {
    if (end.current === null) return;
    const sight = new IntersectionObserver(([entry]) => entry?.isIntersecting === true && load.current());
    sight.observe(end.current);
    return () => sight.disconnect();
  }, [shown]);
  const total = pages.data?.pages[0]?.numberMatched ?? shown;
  return (
    <div ref={end} className={styles['more']}>
      <Button type="link" loading={pages.isFetchingNextPage} onClick={() => void pages.fetchNextPage()}>
        {pages.isFetchingNextPage ? t('alerts.loadingMore') : t('alerts.loadMore')}
      </Button>
      <small>{t('alerts.shownOfTotal', { shown, total })}</small>
    </div>
  );
}

function NoAlerts({ filter, onFilter }: AlertListProps): ReactElement {
  const { t } = useTranslation();
  const isRunning = (useRuns().data ?? []).some((run) => isUnderWay(run.status));
  if (isNarrowing(filter)) {
    return (
      <EmptyNotice title={t('alerts.noMatch')}>
        <Button onClick={() => onFilter({ ...NO_FILTER, sort: filter.sort })}>{t('alerts.clearFilter')}</Button>
      </EmptyNotice>
    );
  }
  return (
    <EmptyNotice title={t('alerts.empty')} detail={isRunning ? t('alerts.emptyRunning') : t('alerts.emptyDetail')} />
  );
}
