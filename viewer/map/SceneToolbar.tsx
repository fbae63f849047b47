import { WarningOutlined } from '@ant-design/icons';
import { Segmented, Select, Tooltip } from 'antd';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { dayOf } from '#domain/time.js';
import type { Scene } from '../api/model.js';
import { useLanguage } from '../i18n/language.js';
import { percentText } from '#domain/areaText.js';
import { BAND_COMBINATION_NAMES, combinationsFor, type BandCombination } from '../state/bandCombination.js';
import { inTimeOrder, isReversed, type ScenePair } from '../state/scenePair.js';
import styles from './SceneToolbar.module.css';

/** Which dates the map compares, and in which bands. */
export function SceneToolbar(props: {
  readonly scenes: readonly Scene[];
  readonly pair: ScenePair;
  readonly onPair: (pair: ScenePair) => void;
  readonly combination: BandCombination;
  readonly onCombination: (combination: BandCombination) => void;
}): ReactElement {
  const { t } = useTranslation();
  const { scenes, pair, onPair } = props;
  return (
    <div className={styles['toolbar']} role="group" aria-label={t('map.epochs')}>
      <SceneSelect
        label={t('map.before')}
        title={t('map.chooseBefore')}
        scenes={scenes}
        value={pair.beforeId}
        onChange={(beforeId) => onPair({ ...pair, beforeId })}
      />
      <span className={styles['arrow']} aria-hidden>
        →
      </span>
      <SceneSelect
        label={t('map.after')}
        title={t('map.chooseAfter')}
        scenes={scenes}
        value={pair.afterId}
        onChange={(afterId) => onPair({ ...pair, afterId })}
      />
      {isReversed(scenes, pair) && (
        <span className={styles['warning']} role="status">
          <WarningOutlined aria-hidden /> {t('map.reversed')}
        </span>
      )}
      <BandSwitch {...props} />
    </div>
  );
}

function SceneSelect(props: {
  readonly label: string;
  readonly title: string;
  readonly scenes: readonly Scene[];
  readonly value: string | null;
  readonly onChange: (id: string) => void;
}): ReactElement {
  const { t } = useTranslation();
  const { language } = useLanguage();
  const options = inTimeOrder(props.scenes).map((scene) => ({
    value: scene.id,
    label: dayOf(scene.acquiredAt),
    detail: `${t(`sensor.${scene.sensor}`)} · ${t('map.clear', { share: percentText(scene.clearShare, language) })}`,
  }));
  return (
    <label className={styles['scene']}>
      <span>{props.label}</span>
      <Select
        aria-label={props.title}
        value={props.value}
        options={options}
        onChange={props.onChange}
        popupMatchSelectWidth={false}
        optionRender={({ data }) => (
          <span className={styles['option']}>
            <span className="figures">{data.label}</span>
            <small>{data.detail}</small>
          </span>
        )}
        className={styles['select'] ?? ''}
      />
    </label>
  );
}

function BandSwitch(props: {
  readonly scenes: readonly Scene[];
  readonly pair: ScenePair;
  readonly combination: BandCombination;
  readonly onCombination: (combination: BandCombination) => void;
}): ReactElement {
  const { t } = useTranslation();
  const { beforeId, afterId } = props.pair;
  const shown = props.scenes.filter(({ id }) => id === beforeId || id === afterId);
  const possible = combinationsFor(shown.map((scene) => scene.bands));
  const options = BAND_COMBINATION_NAMES.map((name) => {
    const isPossible = possible.includes(name);
    const hint = isPossible ? t(`map.combinationHint.${name}`) : t('map.combinationMissing');
    return {
      value: name,
      disabled: !isPossible,
      label: <Tooltip title={hint}>{t(`map.combination.${name}`)}</Tooltip>,
    };
  });
  return (
    <Segmented<BandCombination>
      aria-label={t('map.bands')}
      name="bands"
      options={options}
      value={props.combination}
      onChange={props.onCombination}
    />
  );
}
