import { Skeleton } from 'antd';
import { useEffect, useMemo, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate, useParams, useSearchParams } from 'react-router';
import { AlertDecision } from '../alerts/AlertDecision.js';
import { AlertEvidence } from '../alerts/AlertEvidence.js';
import { AlertFacts } from '../alerts/AlertFacts.js';
import { AlertFindings } from '../alerts/AlertFindings.js';
import { AlertHistory } from '../alerts/AlertHistory.js';
import { AlertImagery } from '../alerts/AlertImagery.js';
import { AlertSeries } from '../alerts/AlertSeries.js';
import { AlertSteps } from '../alerts/AlertSteps.js';
import { SeverityTag, StatusTag } from '../alerts/tags.js';
import { useDecision } from '../alerts/useDecision.js';
import { useUndo, type RecordedAct } from '../alerts/useUndo.js';
import type { AlertDetail } from '../api/model.js';
import { useAlert, useAlerts, usePrefetchedAlert } from '../api/queries.js';
import { useExplanationText } from '../i18n/language.js';
import { isTyping } from '../layout/isTyping.js';
import { ProblemNotice } from '../layout/ProblemNotice.js';
import { filterFromSearch, searchWithFilter } from '../state/alertFilter.js';
import { isNearEnd, placeInList, stepOfKey } from '../state/alertOrder.js';
import styles from './AlertPage.module.css';

/** One alert with everything that led to it, and the way on to the next. */
export default function AlertPage(): ReactElement {
  const { id = '' } = useParams();
  const { nextId, ...steps } = useSteps(id);
  const alert = useAlert(id);
  const offerUndo = useUndo();
  return (
    <div className={styles['page']}>
      <AlertSteps {...steps} />
      {alert.isPending && <Skeleton className={styles['skeleton'] ?? ''} active paragraph={{ rows: 12 }} />}
      {alert.isError && <ProblemNotice thrown={alert.error} onRetry={() => void alert.refetch()} />}
      {alert.isSuccess && (
        <AlertSheet alert={alert.data} nextId={nextId} nextHref={steps.nextHref} onRecorded={offerUndo} />
      )}
    </div>
  );
}

function AlertSheet({ alert, nextId, nextHref, onRecorded }: SheetProps): ReactElement {
  const { t } = useTranslation();
  const decision = useDecision(alert, nextHref, onRecorded);
  const explain = useExplanationText();
  const { kind, severity, status, explanation } = alert.properties;
  return (
    <article className={styles['sheet']} aria-labelledby="alert-title">
      <header className={styles['head']}>
        <div className={styles['title']}>
          <h1 id="alert-title">{t(`violation.${kind}`)}</h1>
          <SeverityTag severity={severity} />
          <StatusTag status={status} />
        </div>
        <p className={styles['explanation']}>{explain(explanation)}</p>
      </header>
      <div className={styles['imagery']}>
        <AlertImagery alert={alert} nextId={nextId} />
      </div>
      <div className={styles['facts']}>
        <AlertDecision alert={alert} {...decision} />
        <AlertFacts alert={alert} />
        <AlertFindings alert={alert} />
        <AlertSeries key={`series ${alert.id}`} alert={alert} />
        <AlertEvidence key={alert.id} alertId={alert.id} />
        <AlertHistory alertId={alert.id} />
      </div>
    </article>
  );
}

interface SheetProps {
  readonly alert: AlertDetail;
  readonly nextId: string | null;
  readonly nextHref: string | null;
  readonly onRecorded: (recorded: RecordedAct) => void;
}

/** The neighbours in the list the reader came from, by button and by key (J, K). */
function useSteps(id: string): Parameters<typeof AlertSteps>[0] & { readonly nextId: string | null } {
  const navigate = useNavigate();
  const [search] = useSearchParams();
  const filter = useMemo(() => filterFromSearch(search), [search]);
  const { data, hasNextPage, isFetching, fetchNextPage } = useAlerts(filter);
  const ids = useMemo(() => data?.pages.flatMap((page) => page.features.map((alert) => alert.id)) ?? [], [data]);
  const { position, previous, next } = placeInList(ids, id);
  usePrefetchedAlert(next);
  const query = searchWithFilter(new URLSearchParams(), filter).toString();
  const addressOf = (target: string | null): string | null => (target === null ? null : `/alerts/${target}?${query}`);
  const previousHref = addressOf(previous);
  const nextHref = addressOf(next);
  useEffect(() => {
    if (data !== undefined && hasNextPage && !isFetching && isNearEnd(ids, id)) void fetchNextPage();
  }, [data, hasNextPage, isFetching, ids, id, fetchNextPage]);
  useEffect(() => {
    const step = (event: KeyboardEvent): void => {
      if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
      const wanted = stepOfKey(event.key);
      const href = wanted === 'next' ? nextHref : wanted === 'previous' ? previousHref : null;
      if (href !== null) void navigate(href);
    };
    window.addEventListener('keydown', step);
    return () => window.removeEventListener('keydown', step);
  }, [navigate, previousHref, nextHref]);
  return {
    listHref: `/?${query}`,
    previousHref,
    nextHref,
    nextId: next,
    position: position < 0 ? null : position + 1,
    total: data?.pages[0]?.numberMatched ?? null,
  };
}
