import type { Feature } from 'geojson';
import { useCallback, useEffect, useMemo, useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { BboxWgs84 } from '#domain/geometry.js';
import { dayOf } from '#domain/time.js';
import type { AlertDetail, Layer, Permit, Scene } from '../api/model.js';
import type { BandCombination } from '../state/bandCombination.js';
import type { CompareMode } from '../state/compareMode.js';
import type { LayerSwitch } from '../state/layerSwitches.js';
import { SEVERITY_COLOURS } from '../theme.js';
import { alertExtent, EXTENT_PADDING_PX } from './alertExtent.js';
import { AreaMarks } from './AreaMarks.js';
import { LinkedMap, type MapLink } from './LinkedMap.js';
import styles from './map.module.css';
import { MapControls } from './MapControls.js';
import { boundsOf, MapFrame, useMap } from './MapFrame.js';
import { NextTiles } from './NextTiles.js';
import { PermitMarks } from './PermitMarks.js';
import { PickedCard } from './PickedCard.js';
import { PlanLayers } from './PlanLayers.js';
import { SceneTiles } from './SceneTiles.js';
import { SwipeClip, SwipeSlider } from './Swipe.js';

interface AlertMapProps {
  readonly alert: AlertDetail;
  readonly before: Scene | null;
  readonly after: Scene | null;
  readonly combination: BandCombination;
  readonly layers: readonly Layer[];
  readonly switches: readonly LayerSwitch[];
  readonly mode: CompareMode;
  /** In `blink`: whether the after date is up. */
  readonly isAfterUp: boolean;
  /** The alert that comes next, whose tiles are asked for ahead; null where there is none, or it is not known yet. */
  readonly next: AlertDetail | null;
  /** All scenes: the next alert's are among them. */
  readonly scenes: readonly Scene[];
  /** Counted up to bring the map back to the alert. */
  readonly recentred: number;
}

/** One alert's outline over the imagery of the dates that show it, compared as the mode says. */
export function AlertMap(props: AlertMapProps): ReactElement {
  const extent = useMemo(() => alertExtent(props.alert.geometry), [props.alert.geometry]);
  return props.mode === 'split' ? <SplitMaps {...props} extent={extent} /> : <OneMap {...props} extent={extent} />;
}

type ExtentProps = AlertMapProps & { readonly extent: BboxWgs84 };

function OneMap(props: ExtentProps): ReactElement {
  const { t } = useTranslation();
  const { before, after, combination, extent, mode } = props;
  const [share, setShare] = useState(0.5);
  const beforeLabel = before === null ? t('map.before') : dayOf(before.acquiredAt);
  const afterLabel = after === null ? t('map.after') : dayOf(after.acquiredAt);
  const blinkShare = props.isAfterUp ? 0 : 1;
  return (
    <MapFrame label={t('map.label')} bounds={extent}>
      <SceneTiles epoch="before" scene={before} combination={combination} />
      <SceneTiles epoch="after" scene={after} combination={combination} />
      <SwipeClip share={mode === 'swipe' ? share : blinkShare} />
      {mode === 'swipe' ? (
        <SwipeSlider share={share} onShare={setShare} beforeLabel={beforeLabel} afterLabel={afterLabel} />
      ) : (
        <EpochLabel text={props.isAfterUp ? afterLabel : beforeLabel} isAfter={props.isAfterUp} />
      )}
      <AlertSurroundings {...props} />
    </MapFrame>
  );
}

function SplitMaps(props: ExtentProps): ReactElement {
  const { t } = useTranslation();
  const { before, after, combination, extent } = props;
  const [link] = useState<MapLink>(() => new Set());
  const sides = [
    { epoch: 'before', scene: before, name: t('map.before') },
    { epoch: 'after', scene: after, name: t('map.after') },
  ] as const;
  return (
    <div className={styles['split']}>
      {sides.map(({ epoch, scene, name }) => (
        <MapFrame key={epoch} label={`${t('map.label')} · ${name}`} bounds={extent}>
          <SceneTiles epoch={epoch} scene={scene} combination={combination} />
          <EpochLabel text={scene === null ? name : dayOf(scene.acquiredAt)} isAfter={epoch === 'after'} />
          <AlertSurroundings {...props} />
          <LinkedMap link={link} />
        </MapFrame>
      ))}
    </div>
  );
}

/** What lies over the imagery: plans, permits, the alert itself, and the controls. */
function AlertSurroundings(props: ExtentProps): ReactElement {
  const { alert, switches, extent } = props;
  const [permit, setPermit] = useState<Permit | null>(null);
  const pickPermit = useCallback((picked: Permit) => setPermit(picked), []);
  const outline = useMemo(
    (): Feature[] => [{ type: 'Feature', geometry: alert.geometry, properties: {} }],
    [alert.geometry],
  );
  const shownLayers = useMemo(
    () => props.layers.filter((layer) => switches.includes(layer.kind)),
    [props.layers, switches],
  );
  const { mark } = SEVERITY_COLOURS[alert.properties.severity];
  const style = useMemo(() => ({ stroke: mark, width: 3, fill: null }), [mark]);
  return (
    <>
      <PlanLayers layers={shownLayers} />
      {switches.includes('permits') && <PermitMarks onPick={pickPermit} />}
      <AreaMarks features={outline} pane="alerts" style={RIM} />
      <AreaMarks features={outline} pane="alerts" style={style} />
      <MapControls everything={extent} />
      <Recentre extent={extent} count={props.recentred} />
      {props.next !== null && (
        <NextTiles next={props.next} scenes={props.scenes} combination={props.combination} layers={shownLayers} />
      )}
      {permit !== null && <PickedCard picked={{ noun: 'permit', permit }} onClose={() => setPermit(null)} />}
    </>
  );
}

/** Goes to the alert when another one comes up, or when asked to. */
function Recentre({ extent, count }: { readonly extent: BboxWgs84; readonly count: number }): null {
  const map = useMap();
  useEffect(() => {
    map.fitBounds(boundsOf(extent), { padding: [EXTENT_PADDING_PX, EXTENT_PADDING_PX], animate: false });
  }, [map, extent, count]);
  return null;
}

function EpochLabel({ text, isAfter }: { readonly text: string; readonly isAfter: boolean }): ReactElement {
  return (
    <span className={styles['epoch']} data-after={isAfter}>
      {text}
    </span>
  );
}

/** Light below the outline, so that it stands out on dark ground too. */
const RIM = { stroke: '#ffffff', width: 6, fill: null };
