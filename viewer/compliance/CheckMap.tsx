import { useMemo, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { AreaGeometry } from '#domain/geometry.js';
import type { Layer, Scene } from '../api/model.js';
import { AreaShown } from '../map/AreaShown.js';
import { DrawPath, PathShown } from '../map/DrawPath.js';
import { MapControls } from '../map/MapControls.js';
import { MapFrame } from '../map/MapFrame.js';
import { MapTools } from '../map/MapTools.js';
import { PlanLayers } from '../map/PlanLayers.js';
import { SceneTiles } from '../map/SceneTiles.js';
import { extentOf } from '../state/extent.js';
import { inTimeOrder } from '../state/scenePair.js';
import styles from './compliance.module.css';

const SHOWN_KINDS: readonly string[] = ['ecologicalRedline', 'permanentBasicFarmland', 'urbanGrowthBoundary'];
const nothing = (): void => undefined;

/** The proposal over the newest imagery and the three control lines. */
export function CheckMap(props: {
  readonly scenes: readonly Scene[];
  readonly layers: readonly Layer[];
  readonly proposal: AreaGeometry | null;
  readonly conflict: AreaGeometry | null;
  readonly drawing: Parameters<typeof DrawPath>[0] | null;
}): ReactElement {
  const { t } = useTranslation();
  const { scenes, drawing } = props;
  const newest = useMemo(() => inTimeOrder(scenes).at(-1) ?? null, [scenes]);
  const everything = useMemo(() => extentOf(scenes.map(({ footprintWgs84 }) => footprintWgs84)), [scenes]);
  const lines = useMemo(() => props.layers.filter(({ kind }) => SHOWN_KINDS.includes(kind)), [props.layers]);
  return (
    <MapFrame label={t('check.map')} bounds={everything}>
      <SceneTiles epoch="after" scene={newest} combination="trueColour" onLoading={nothing} />
      <PlanLayers layers={lines} />
      {props.proposal !== null && <AreaShown geometry={props.proposal} colour="#0b6bcb" goesThere />}
      {props.conflict !== null && <AreaShown geometry={props.conflict} colour="#ff2b2b" goesThere={false} />}
      {drawing !== null && (
        <>
          <PathShown corners={drawing.corners} isArea />
          <DrawPath {...drawing} />
          <p className={styles['drawHint']} role="status">
            {t('tools.drawHint')}
          </p>
        </>
      )}
      <MapControls everything={everything} />
      <MapTools onAlert={nothing} />
    </MapFrame>
  );
}
