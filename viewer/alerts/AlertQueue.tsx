import { Button, Tooltip } from 'antd';
import { useCallback, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { useAlerts } from '../api/queries.js';
import type { Alert } from '../api/model.js';
import { useSession } from '../api/session.js';
import type { AlertFilter } from '../state/alertFilter.js';
import { MOST_MARKED, withMark, withMarks, type MarkedAlerts } from '../state/markedAlerts.js';
import { AlertFilters } from './AlertFilters.js';
import { AlertList } from './AlertList.js';
import styles from './alerts.module.css';
import { ExportButton } from './ExportButton.js';
import { MarkedBar } from './MarkedBar.js';

/** The queue: filters, counts, the list, and acts on several at once. */
export function AlertQueue(props: {
  readonly pages: ReturnType<typeof useAlerts>;
  readonly alerts: readonly Alert[];
  readonly filter: AlertFilter;
  readonly onFilter: (filter: AlertFilter) => void;
  readonly marked: MarkedAlerts;
  readonly onMarked: (change: (marked: MarkedAlerts) => MarkedAlerts) => void;
  readonly isLassoUp: boolean;
  readonly onLasso: () => void;
  readonly highlightedId: string | null;
  readonly selectedId: string | null;
  readonly onHover: (id: string | null) => void;
  readonly onLocate: (id: string) => void;
  readonly linkTo: (id: string) => string;
}): ReactElement {
  const { t } = useTranslation();
  const { pages, alerts, marked, onMarked } = props;
  const rights: readonly string[] = useSession().data?.rights ?? [];
  const mayAct = rights.includes('triageAlerts');
  const onMark = useCallback(
    (id: string, isMarked: boolean) => onMarked((current) => withMark(current, id, isMarked)),
    [onMarked],
  );
  const total = pages.data?.pages[0]?.numberMatched ?? 0;
  const markedAlerts = alerts.filter(({ id }) => marked.has(id));
  return (
    <>
      <header className={styles['queueHead']}>
        <h2>{t('alerts.title')}</h2>
        <span className={styles['count']} role="status">
          {pages.data !== undefined && t('alerts.total', { count: total })}
        </span>
        <ExportButton filter={props.filter} />
      </header>
      <AlertFilters filter={props.filter} onFilter={props.onFilter} />
      {mayAct && alerts.length > 0 && markedAlerts.length === 0 && (
        <div className={styles['markTools']}>
          <Button
            size="small"
            type="text"
            onClick={() =>
              onMarked((current) =>
                withMarks(
                  current,
                  alerts.slice(0, MOST_MARKED).map(({ id }) => id),
                ),
              )
            }
          >
            {t('marked.all')}
          </Button>
          <Tooltip title={t('marked.lassoHint')}>
            <Button size="small" type={props.isLassoUp ? 'primary' : 'text'} onClick={props.onLasso}>
              {t('marked.lasso')}
            </Button>
          </Tooltip>
        </div>
      )}
      {markedAlerts.length > 0 && <MarkedBar marked={markedAlerts} onMarked={(ids) => onMarked(() => new Set(ids))} />}
      <AlertList
        pages={pages}
        filter={props.filter}
        onFilter={props.onFilter}
        highlightedId={props.highlightedId}
        selectedId={props.selectedId}
        marked={mayAct ? marked : null}
        onMark={onMark}
        onHover={props.onHover}
        onLocate={props.onLocate}
        linkTo={props.linkTo}
      />
    </>
  );
}
