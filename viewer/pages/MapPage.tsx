import { Segmented } from 'antd';
import { lazy, Suspense, useEffect, useMemo, useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate, useSearchParams } from 'react-router';
import { dayOf } from '#domain/time.js';
import { AlertQueue } from '../alerts/AlertQueue.js';
import { alertTileAddress } from '../api/addresses.js';
import type { Alert } from '../api/model.js';
import { useAlert, useAlerts, useLayers, useRuns, useScenes, useSelection } from '../api/queries.js';
import { EmptyNotice } from '../layout/EmptyNotice.js';
import { LoadingNotice } from '../layout/LoadingNotice.js';
import { ProblemNotice } from '../layout/ProblemNotice.js';
import { LayerPanel } from '../map/LayerPanel.js';
import { MonitoringMap } from '../map/MonitoringMap.js';
import { SceneToolbar } from '../map/SceneToolbar.js';
import { TimeSlider } from '../map/TimeSlider.js';
import { filterFromSearch, searchWithFilter } from '../state/alertFilter.js';
import { extentOf } from '../state/extent.js';
import type { Place } from '../state/areaAt.js';
import { pairOfOnset } from '../state/scenePair.js';
import { isInside, withMarks, type MarkedAlerts, type Ring } from '../state/markedAlerts.js';
import { layersInForce } from '../state/layersInForce.js';
import { GapNotice } from '../watchAreas/GapNotice.js';
import styles from './MapPage.module.css';
import { useLayerSwitches } from '../map/useLayerSwitches.js';
import { useMapPosition } from './useMapPosition.js';
import { useShownScenes } from './useShownScenes.js';

const SeriesDrawer = lazy(() => import('../series/SeriesDrawer.js'));

/** Up to so many alerts have marks of their own; more of them are drawn from vector tiles. */
const MOST_MARKS = 1000;
const NOTHING_MARKED: MarkedAlerts = new Set();
/** Below this the open legend would cover most of the map. */
const NARROW = '(max-width: 1100px)';

export default function MapPage(): ReactElement {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const [search, setSearch] = useSearchParams();
  const filter = useMemo(() => filterFromSearch(search), [search]);
  const selection = useSelection(filter);
  const pages = useAlerts(filter);
  const [highlightedId, setHighlighted] = useState<string | null>(null);
  const [selectedId, setSelected] = useState<string | null>(null);
  const [marked, setMarked] = useState<MarkedAlerts>(NOTHING_MARKED);
  const [isLassoUp, setLassoUp] = useState(false);
  const [view, setView] = useState<'list' | 'map'>('map');
  const alerts = useLoadedAlerts(pages);
  const selected = useSelected(alerts, selectedId);
  const total = pages.data?.pages[0]?.numberMatched ?? 0;
  const linkTo = (id: string): string => `/alerts/${id}?${searchWithFilter(new URLSearchParams(), filter).toString()}`;
  const locate = (id: string): void => {
    setSelected(id);
    setView('map');
  };
  const markWithin = (ring: Ring): void => {
    const inside = alerts.filter(({ properties: { centre } }) => isInside(centre, ring)).map(({ id }) => id);
    setMarked((current) => withMarks(current, inside));
    setLassoUp(false);
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
        <AlertQueue
          pages={pages}
          alerts={alerts}
          filter={filter}
          onFilter={(next) => setSearch((current) => searchWithFilter(current, next), { replace: true })}
          marked={marked}
          onMarked={setMarked}
          isLassoUp={isLassoUp}
          onLasso={() => {
            setLassoUp((isUp) => !isUp);
            setView('map');
          }}
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
          alertTiles={total > MOST_MARKS ? alertTileAddress(selection) : null}
          lasso={isLassoUp ? { onRing: markWithin, onCancel: () => setLassoUp(false) } : null}
          highlightedId={highlightedId}
          selected={selected}
          onHover={setHighlighted}
          onSelect={setSelected}
          onOpen={(id) => void navigate(linkTo(id))}
        />
      </div>
    </div>
  );
}

/** The selected alert: as the list has it, else (picked from a tile) read by itself. */
function useSelected(alerts: readonly Alert[], id: string | null): Alert | null {
  const listed = alerts.find((alert) => alert.id === id) ?? null;
  const read = useAlert(id ?? '', id !== null && listed === null);
  return listed ?? (id === null ? null : (read.data ?? null));
}

/** The pages of the list that are there, read on by themselves until the map has as many as it makes marks for. */
function useLoadedAlerts(pages: ReturnType<typeof useAlerts>): readonly Alert[] {
  const { data, hasNextPage, isFetchingNextPage, isFetchNextPageError, fetchNextPage } = pages;
  const alerts = useMemo(() => data?.pages.flatMap((page) => page.features) ?? [], [data]);
  const total = data?.pages[0]?.numberMatched ?? 0;
  useEffect(() => {
    const wantsMore = hasNextPage && !isFetchingNextPage && !isFetchNextPageError && total <= MOST_MARKS;
    if (wantsMore) void fetchNextPage();
  }, [hasNextPage, isFetchingNextPage, isFetchNextPageError, total, fetchNextPage]);
  return alerts;
}

type AlertPart = Pick<
  Parameters<typeof MonitoringMap>[0],
  'alerts' | 'alertTiles' | 'lasso' | 'highlightedId' | 'selected' | 'onHover' | 'onSelect' | 'onOpen'
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
  const [seriesPlace, setSeriesPlace] = useState<Place | null>(null);
  const [openedAt] = useState(() => new Date().toISOString());
  const planDay = dayOf(shown.after?.acquiredAt ?? openedAt);
  const inForce = useMemo(() => layersInForce(layers.data ?? NONE, planDay), [layers.data, planDay]);
  const selected = alertPart.selected?.properties;
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
        onShowSeries={setSeriesPlace}
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
      <Suspense>
        {seriesPlace !== null && <SeriesDrawer place={seriesPlace} onClose={() => setSeriesPlace(null)} />}
      </Suspense>
      <div className={styles['overlay']}>
        <SceneToolbar
          scenes={scenes.data}
          pair={shown.pair}
          onPair={shown.setPair}
          combination={shown.combination}
          onCombination={shown.setCombination}
        />
        <GapNotice />
        <div className={styles['legend']}>
          <LayerPanel
            opensAtOnce={!window.matchMedia(NARROW).matches}
            layers={inForce}
            planDay={planDay}
            switches={switches}
            onSwitch={setSwitch}
          />
        </div>
        <TimeSlider scenes={scenes.data} pair={shown.pair} onPair={shown.setPair} />
        {layers.isError && <ProblemNotice thrown={layers.error} onRetry={() => void layers.refetch()} />}
      </div>
    </>
  );
}

const NONE: never[] = [];
