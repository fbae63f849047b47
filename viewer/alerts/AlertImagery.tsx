import { Checkbox, Segmented } from 'antd';
import { useMemo, useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { dayOf } from '#domain/time.js';
import { chipAddress } from '../api/addresses.js';
import type { AlertDetail, Scene } from '../api/model.js';
import { useAlert, useLayers, useScenes } from '../api/queries.js';
import { Card } from '../layout/Card.js';
import { LoadingNotice } from '../layout/LoadingNotice.js';
import { ProblemNotice } from '../layout/ProblemNotice.js';
import { AlertMap } from '../map/AlertMap.js';
import { AreaSwatch } from '../map/Swatch.js';
import { BAND_COMBINATION_NAMES, combinationsFor, type BandCombination } from '../state/bandCombination.js';
import { COMPARE_MODES, type CompareMode } from '../state/compareMode.js';
import { layersInForce } from '../state/layersInForce.js';
import type { LayerSwitch } from '../state/layerSwitches.js';
import { useLayerSwitches } from '../map/useLayerSwitches.js';
import styles from './AlertImagery.module.css';
import { useCompare, type Compare } from './useCompare.js';

/** The place at both dates: chips side by side, and the swipe map. */
export function AlertImagery(props: { readonly alert: AlertDetail; readonly nextId: string | null }): ReactElement {
  const { alert, nextId } = props;
  const { t } = useTranslation();
  const scenes = useScenes();
  const layers = useLayers();
  const [wished, setWished] = useState<BandCombination>('trueColour');
  const { switches, setSwitch } = useLayerSwitches();
  const compare = useCompare();
  const next = useAlert(nextId ?? '', nextId !== null).data ?? null;
  const sceneOf = (id: string | null): Scene | null => scenes.data?.find((scene) => scene.id === id) ?? null;
  const before = sceneOf(alert.beforeSceneId);
  const after = sceneOf(alert.afterSceneId);
  const inForce = useMemo(
    () => layersInForce(layers.data ?? [], alert.properties.onsetTo),
    [layers.data, alert.properties.onsetTo],
  );
  const possible = combinationsFor([before, after].filter((scene) => scene !== null).map((scene) => scene.bands));
  const combination = possible.includes(wished) ? wished : 'trueColour';
  const chipCombination = possible.includes(combination) ? combination : null;
  return (
    <div className={styles['imagery']}>
      <div className={styles['bar']}>
        <Segmented<BandCombination>
          size="small"
          name="alert-bands"
          aria-label={t('map.bands')}
          value={combination}
          onChange={setWished}
          options={BAND_COMBINATION_NAMES.map((name) => ({
            value: name,
            label: t(`map.combination.${name}`),
            disabled: !possible.includes(name),
          }))}
        />
        <PlanSwitches kinds={inForce.map((layer) => layer.kind)} switches={switches} onSwitch={setSwitch} />
      </div>
      <Card title={t('alert.chips')}>
        <div className={styles['chips']}>
          <Chip alert={alert} epoch="before" scene={before} combination={chipCombination} />
          <Chip alert={alert} epoch="after" scene={after} combination={chipCombination} />
        </div>
      </Card>
      <Card title={t(`compare.${compare.mode}`)} note={<CompareSwitch compare={compare} />}>
        {scenes.isPending && <LoadingNotice />}
        {scenes.isError && <ProblemNotice thrown={scenes.error} onRetry={() => void scenes.refetch()} />}
        {scenes.isSuccess && (before === null || after === null) && (
          <p className={styles['gone']}>{t('alert.sceneGone')}</p>
        )}
        {scenes.isSuccess && (
          <div className={styles['map']}>
            <AlertMap
              alert={alert}
              before={before}
              after={after}
              combination={combination}
              layers={inForce}
              switches={switches}
              next={next}
              scenes={scenes.data}
              mode={compare.mode}
              isAfterUp={compare.isAfterUp}
              recentred={compare.recentred}
            />
          </div>
        )}
      </Card>
    </div>
  );
}

function CompareSwitch({ compare }: { readonly compare: Compare }): ReactElement {
  const { t } = useTranslation();
  return (
    <span className={styles['compare']}>
      {compare.mode === 'blink' && (
        <Checkbox checked={compare.isBlinking} onChange={(event) => compare.setBlinking(event.target.checked)}>
          {t('compare.play')}
        </Checkbox>
      )}
      <Segmented<CompareMode>
        size="small"
        name="compare-mode"
        aria-label={t('compare.mode')}
        value={compare.mode}
        onChange={compare.setMode}
        options={COMPARE_MODES.map((mode) => ({ value: mode, label: t(`compare.${mode}`) }))}
      />
    </span>
  );
}

function PlanSwitches(props: {
  readonly kinds: readonly LayerSwitch[];
  readonly switches: readonly LayerSwitch[];
  readonly onSwitch: (name: LayerSwitch, isOn: boolean) => void;
}): ReactElement {
  const { t } = useTranslation();
  return (
    <span className={styles['switches']}>
      {CONTROL_LINES.filter((name) => props.kinds.includes(name)).map((name) => (
        <Checkbox
          key={name}
          checked={props.switches.includes(name)}
          onChange={(event) => props.onSwitch(name, event.target.checked)}
        >
          {t(`layerKind.${name}`)}
        </Checkbox>
      ))}
      <Checkbox
        checked={props.switches.includes('permits')}
        onChange={(event) => props.onSwitch('permits', event.target.checked)}
      >
        <span className={styles['swatched']}>
          <AreaSwatch of="permits" />
          {t('map.permits')}
        </span>
      </Checkbox>
    </span>
  );
}

function Chip(props: {
  readonly alert: AlertDetail;
  readonly epoch: 'before' | 'after';
  readonly scene: Scene | null;
  readonly combination: BandCombination | null;
}): ReactElement {
  const { t } = useTranslation();
  const { alert, epoch, scene } = props;
  const address = chipAddress(alert.id, epoch, props.combination);
  const [failed, setFailed] = useState<string | null>(null);
  const { onsetFrom, onsetTo } = alert.properties;
  const date = scene === null ? (epoch === 'before' ? onsetFrom : onsetTo) : dayOf(scene.acquiredAt);
  const name = t(`alert.${epoch}`);
  return (
    <figure className={styles['chip']}>
      {failed === address ? (
        <div className={styles['chipFailed']}>{t('alert.chipFailed')}</div>
      ) : (
        <img
          src={address}
          width={480}
          height={480}
          alt={t('alert.chipAlt', { epoch: name, date })}
          onError={() => setFailed(address)}
        />
      )}
      <figcaption>
        {name} <span className="figures">{date}</span>
      </figcaption>
    </figure>
  );
}

/** Control lines are what an alert is held against; the rest of the plans is on the main map. */
const CONTROL_LINES = ['ecologicalRedline', 'permanentBasicFarmland', 'urbanGrowthBoundary'] as const;
