import { useCallback, useMemo, useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { BboxWgs84 } from '#domain/geometry.js';
import { dayOf } from '#domain/time.js';
import type { Alert, Layer, Patch, Permit, Scene } from '../api/model.js';
import type { Place } from '../state/areaAt.js';
import type { BandCombination } from '../state/bandCombination.js';
import type { LayerSwitch } from '../state/layerSwitches.js';
import type { MapView } from '../state/mapView.js';
import type { PlanFeature } from '../state/planFeature.js';
import { AlertFocus } from './AlertFocus.js';
import { AlertMarks } from './AlertMarks.js';
import { AlertTiles } from './AlertTiles.js';
import { Lasso } from './Lasso.js';
import styles from './map.module.css';
import { MapControls } from './MapControls.js';
import { MapFrame } from './MapFrame.js';
import { MapTools } from './MapTools.js';
import { PatchMarks } from './PatchMarks.js';
import { PermitMarks } from './PermitMarks.js';
import { AlertCard, PickedCard, type Picked } from './PickedCard.js';
import { PlanLayers } from './PlanLayers.js';
import { SceneTiles } from './SceneTiles.js';
import { SwipeClip, SwipeSlider } from './Swipe.js';

/** The main map: imagery of both dates under a swipe, plans, permits, patches and alerts. */
export function MonitoringMap(props: {
  readonly before: Scene | null;
  readonly after: Scene | null;
  readonly combination: BandCombination;
  readonly layers: readonly Layer[];
  readonly switches: readonly LayerSwitch[];
  readonly alerts: readonly Alert[];
  /** Address of tiles that draw the alerts, where there are too many for marks of their own. */
  readonly alertTiles: string | null;
  /** Draws a ring instead of moving the map. */
  readonly lasso: Parameters<typeof Lasso>[0] | null;
  readonly everything: BboxWgs84;
  readonly remembered: MapView | null;
  readonly onMoved: (position: MapView) => void;
  readonly highlightedId: string | null;
  readonly selected: Alert | null;
  readonly onHover: (id: string | null) => void;
  readonly onSelect: (id: string | null) => void;
  readonly onOpen: (id: string) => void;
  /** Shows a place over time. */
  readonly onShowSeries: (place: Place) => void;
  /** Changes the dates to those that show the selected alert's change; absent where there is nothing to change. */
  readonly onShowDates?: (() => void) | undefined;
}): ReactElement {
  const { t } = useTranslation();
  const { before, after, switches, layers, selected } = props;
  const [share, setShare] = useState(0.5);
  const [loading, setLoading] = useState({ before: false, after: false });
  const shownLayers = useMemo(() => layers.filter((layer) => switches.includes(layer.kind)), [layers, switches]);
  const [picked, setPicked] = useState<Picked | null>(null);
  const { onSelect } = props;
  const pick = useCallback(
    (next: Picked | null) => {
      setPicked(next);
      onSelect(null);
    },
    [onSelect],
  );
  const pickPermit = useCallback((permit: Permit) => pick({ noun: 'permit', permit }), [pick]);
  const pickPatch = useCallback((patch: Patch) => pick({ noun: 'patch', patch }), [pick]);
  const pickPlace = useCallback(
    (features: readonly PlanFeature[], place: Place) => pick({ noun: 'place', place, features }),
    [pick],
  );
  return (
    <MapFrame label={t('map.label')} bounds={props.everything} remembered={props.remembered} onMoved={props.onMoved}>
      {(loading.before || loading.after) && <div className={styles['loading']} aria-hidden />}
      <SceneTiles
        epoch="before"
        scene={before}
        combination={props.combination}
        onLoading={(isLoading) => setLoading((now) => ({ ...now, before: isLoading }))}
      />
      <SceneTiles
        epoch="after"
        scene={after}
        combination={props.combination}
        onLoading={(isLoading) => setLoading((now) => ({ ...now, after: isLoading }))}
      />
      <PlanLayers layers={shownLayers} onPick={pickPlace} />
      {switches.includes('permits') && <PermitMarks onPick={pickPermit} />}
      {switches.includes('patches') && <PatchMarks onPick={pickPatch} />}
      {switches.includes('alerts') && <AlertsShown {...props} />}
      {props.lasso !== null && <Lasso {...props.lasso} />}
      {selected !== null && <AlertFocus id={selected.id} geometry={selected.geometry} />}
      <SwipeClip share={share} />
      <SwipeSlider
        share={share}
        onShare={setShare}
        beforeLabel={before === null ? t('map.before') : dayOf(before.acquiredAt)}
        afterLabel={after === null ? t('map.after') : dayOf(after.acquiredAt)}
      />
      <MapControls everything={props.everything} />
      <MapTools onAlert={onSelect} />
      {selected !== null && (
        <AlertCard
          alert={selected}
          onOpen={props.onOpen}
          onShowDates={props.onShowDates}
          onClose={() => onSelect(null)}
        />
      )}
      {selected === null && picked !== null && (
        <PickedCard picked={picked} onShowSeries={props.onShowSeries} onClose={() => setPicked(null)} />
      )}
    </MapFrame>
  );
}

type ShownProps = Pick<
  Parameters<typeof MonitoringMap>[0],
  'alerts' | 'alertTiles' | 'highlightedId' | 'selected' | 'onHover' | 'onSelect'
>;

/** Marks of their own for some alerts; tiles for many, with a mark for the selected one alone. */
function AlertsShown(props: ShownProps): ReactElement {
  const { alerts, alertTiles, selected } = props;
  const marked = useMemo(
    () => (alertTiles === null ? alerts : selected === null ? [] : [selected]),
    [alerts, alertTiles, selected],
  );
  return (
    <>
      {alertTiles !== null && <AlertTiles address={alertTiles} onSelect={props.onSelect} />}
      <AlertMarks
        alerts={marked}
        highlightedId={props.highlightedId}
        selectedId={selected?.id ?? null}
        onHover={props.onHover}
        onSelect={props.onSelect}
      />
    </>
  );
}
