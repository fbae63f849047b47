import { Segmented } from 'antd';
import { useEffect, useMemo, useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate, useSearchParams } from 'react-router';
import { dayOf } from '#domain/time.js';
import { AlertFilters } from '../alerts/AlertFilters.js';
import { AlertList } from '../alerts/AlertList.js';
import { useAlerts, useLayers, useRuns, useScenes } from '../api/queries.js';
import { EmptyNotice } from '../layout/EmptyNotice.js';
import { LoadingNotice } from '../layout/LoadingNotice.js';
import { ProblemNotice } from '../layout/ProblemNotice.js';
import { LayerPanel } from '../map/LayerPanel.js';
import { MonitoringMap } from '../map/MonitoringMap.js';
import { SceneToolbar } from '../map/SceneToolbar.js';
import { filterFromSearch, searchWithFilter } from '../state/alertFilter.js';
import { extentOf } from '../state/extent.js';
import { pairOfOnset } from '../state/scenePair.js';
import { layersInForce } from '../state/layersInForce.js';
import styles from './MapPage.module.css';
import { useLayerSwitches } from '../map/useLayerSwitches.js';
import { useMapPosition } from './useMapPosition.js';
import { useShownScenes } from './useShownScenes.js';

/** The map shows at most this many alerts at once; the list goes on. */
const MOST_ON_MAP = 1000;
/** Below this the open legend would cover most of the map. */
const NARROW = '(max-width: 1100px)';

export default function MapPage(): ReactElement {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const [search, setSearch] = useSearchParams();
  const filter = useMemo(() => filterFromSearch(search), [search]);
  const pages = useAlerts(filter);
  const [highlightedId, setHighlighted] = useState<string | null>(null);
  const [selectedId, setSelected] = useState<string | null>(null);
  const [view, setView] = useState<'list' | 'map'>('map');
  const { data, hasNextPage, isFetchingNextPage, isFetchNextPageError, fetchNextPage } = pages;
  const alerts = useMemo(() => data?.pages.flatMap((page) => page.features) ?? [], [data]);
  const total = data?.pages[0]?.numberMatched ?? 0;
  useEffect(() => {
    const wantsMore = hasNextPage && !isFetchingNextPage && !isFetchNextPageError && alerts.length < MOST_ON_MAP;
    if (wantsMore) void fetchNextPage();
  }, [hasNextPage, isFetchingNextPage, isFetchNextPageError, alerts.length, fetchNextPage]);
  const linkTo = (id: string): string => `/alerts/${id}?${searchWithFilter(new URLSearchParams(), filter).toString()}`;
  const locate = (id: string): void => {
    setSelected(id);
    setView('map');
  };
  return (
    <div className={styles['page']} data-view={view}>
      <h1 className="visuallyHidden">{t('nav.map')}</h1>
      <div className={styles['viewSwitch']}>
        <Segmented
          block
          aria-label={t('map.viewLabel')}
          value={view}
          onChange={setView}
          options={(['map', 'list'] as const).map((value) => ({ value, label: t(`map.view.${value}`) }))}
        />
      </div>
      <section className={styles['list']} aria-label={t('alerts.title')}>
        <header className={styles['listHead']}>
          <h2>{t('alerts.title')}</h2>
          <span className={styles['count']} role="status">
            {data !== undefined && t('alerts.total', { count: total })}
          </span>
        </header>
        <AlertFilters
          filter={filter}
          onFilter={(next) => setSearch((current) => searchWithFilter(current, next), { replace: true })}
        />
        {alerts.length < total && alerts.length >= MOST_ON_MAP && (
          <p className={styles['part']}>{t('alerts.mapShowsPart', { shown: alerts.length })}</p>
        )}
        <AlertList
          pages={pages}
          filter={filter}
          onFilter={(next) => setSearch((current) => searchWithFilter(current, next), { replace: true })}
          highlightedId={highlightedId}
          selectedId={selectedId}
          onHover={setHighlighted}
          onLocate={locate}
          linkTo={linkTo}
        />
      </section>
      <div className={styles['map']}>
        <MapWithImagery
          alerts={alerts}
          highlightedId={highlightedId}
          selectedId={selectedId}
          onHover={setHighlighted}
          onSelect={setSelected}
          onOpen={(id) => void navigate(linkTo(id))}
        />
      </div>
    </div>
  );
}

type AlertPart = Pick<
  Parameters<typeof MonitoringMap>[0],
  'alerts' | 'highlightedId' | 'selectedId' | 'onHover' | 'onSelect' | 'onOpen'
>;

/** The map with its toolbar and legend, once scenes and runs are known. */
function MapWithImagery(alertPart: AlertPart): ReactElement {
  const { t } = useTranslation();
  const scenes = useScenes();
  const runs = useRuns();
  const layers = useLayers();
  const shown = useShownScenes(scenes.data ?? NONE, runs.data ?? NONE);
  const { switches, setSwitch } = useLayerSwitches();
  const position = useMapPosition();
  const [openedAt] = useState(() => new Date().toISOString());
  const planDay = dayOf(shown.after?.acquiredAt ?? openedAt);
  const inForce = useMemo(() => layersInForce(layers.data ?? NONE, planDay), [layers.data, planDay]);
  const selected = alertPart.alerts.find(({ id }) => id === alertPart.selectedId)?.properties;
  const onset = selected === undefined ? null : pairOfOnset(scenes.data ?? NONE, selected.onsetFrom, selected.onsetTo);
  const isOther = onset !== null && (onset.beforeId !== shown.pair.beforeId || onset.afterId !== shown.pair.afterId);
  const everything = useMemo(() => {
    const all = scenes.data ?? NONE;
    const pair = [shown.before, shown.after].filter((scene) => scene !== null);
    return extentOf((pair.length > 0 ? pair : all).map((scene) => scene.footprintWgs84));
  }, [scenes.data, shown.before, shown.after]);
  if (scenes.isError) return <ProblemNotice thrown={scenes.error} onRetry={() => void scenes.refetch()} />;
  if (scenes.isPending || runs.isPending) return <LoadingNotice />;
  if (scenes.data.length === 0) {
    return <EmptyNotice title={t('map.noScenes')} detail={t('map.noScenesDetail')} />;
  }
  return (
    <>
      <MonitoringMap
        {...alertPart}
        onShowDates={isOther ? () => shown.setPair(onset) : undefined}
        before={shown.before}
        after={shown.after}
        combination={shown.combination}
        layers={inForce}
        switches={switches}
        everything={everything}
        remembered={position.remembered}
        onMoved={position.remember}
      />
      <div className={styles['overlay']}>
        <SceneToolbar
          scenes={scenes.data}
          pair={shown.pair}
          onPair={shown.setPair}
          combination={shown.combination}
          onCombination={shown.setCombination}
        />
        <div className={styles['legend']}>
          <LayerPanel
            opensAtOnce={!window.matchMedia(NARROW).matches}
            layers={inForce}
            planDay={planDay}
            switches={switches}
            onSwitch={setSwitch}
          />
        </div>
        {layers.isError && <ProblemNotice thrown={layers.error} onRetry={() => void layers.refetch()} />}
      </div>
    </>
  );
}

const NONE: never[] = [];
