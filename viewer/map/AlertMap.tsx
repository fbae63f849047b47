import type { Feature } from 'geojson';
import { useCallback, useMemo, useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { bboxOfArea } from '#domain/geometry.js';
import { dayOf } from '#domain/time.js';
import type { AlertDetail, Layer, Permit, Scene } from '../api/model.js';
import type { BandCombination } from '../state/bandCombination.js';
import { grown } from '../state/extent.js';
import type { LayerSwitch } from '../state/layerSwitches.js';
import { SEVERITY_COLOURS } from '../theme.js';
import { AreaMarks } from './AreaMarks.js';
import { MapControls } from './MapControls.js';
import { MapFrame } from './MapFrame.js';
import { PermitMarks } from './PermitMarks.js';
import { PickedCard } from './PickedCard.js';
import { PlanLayers } from './PlanLayers.js';
import { SceneTiles } from './SceneTiles.js';
import { SwipeClip, SwipeSlider } from './Swipe.js';

/** At least this many degrees across, about 550 m: an alert is judged by its surroundings. */
const LEAST_EXTENT_DEGREES = 0.005;

/** One alert's outline over the imagery of the dates that show it. */
export function AlertMap(props: {
  readonly alert: AlertDetail;
  readonly before: Scene | null;
  readonly after: Scene | null;
  readonly combination: BandCombination;
  readonly layers: readonly Layer[];
  readonly switches: readonly LayerSwitch[];
}): ReactElement {
  const { t } = useTranslation();
  const { alert, before, after, switches } = props;
  const [share, setShare] = useState(0.5);
  const [permit, setPermit] = useState<Permit | null>(null);
  const pickPermit = useCallback((picked: Permit) => setPermit(picked), []);
  const extent = useMemo(() => grown(bboxOfArea(alert.geometry), 0.8, LEAST_EXTENT_DEGREES), [alert.geometry]);
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
    <MapFrame label={t('map.label')} bounds={extent}>
      <SceneTiles epoch="before" scene={before} combination={props.combination} />
      <SceneTiles epoch="after" scene={after} combination={props.combination} />
      <PlanLayers layers={shownLayers} />
      {switches.includes('permits') && <PermitMarks onPick={pickPermit} />}
      <AreaMarks features={outline} pane="alerts" style={RIM} />
      <AreaMarks features={outline} pane="alerts" style={style} />
      <SwipeClip share={share} />
      <SwipeSlider
        share={share}
        onShare={setShare}
        beforeLabel={before === null ? t('map.before') : dayOf(before.acquiredAt)}
        afterLabel={after === null ? t('map.after') : dayOf(after.acquiredAt)}
      />
      <MapControls everything={extent} />
      {permit !== null && <PickedCard picked={{ noun: 'permit', permit }} onClose={() => setPermit(null)} />}
    </MapFrame>
  );
}

/** Light below the outline, so that it stands out on dark ground too. */
const RIM = { stroke: '#ffffff', width: 6, fill: null };
