import { PauseOutlined, CaretRightOutlined } from '@ant-design/icons';
import { Button, Slider } from 'antd';
import { useEffect, useMemo, useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { dayOf } from '#domain/time.js';
import type { Scene } from '../api/model.js';
import { epochsOf, stepForward } from '../state/epochs.js';
import type { ScenePair } from '../state/scenePair.js';
import styles from './TimeSlider.module.css';

/** How long each epoch stands while the slider runs by itself. */
const STEP_MS = 1500;

/**
 * All epochs on a line of time; its two handles are the dates that the map compares. Arrow keys step from look to look; it can
 * also run through them.
 */
export function TimeSlider(props: {
  readonly scenes: readonly Scene[];
  readonly pair: ScenePair;
  readonly onPair: (pair: ScenePair) => void;
}): ReactElement | null {
  const { t } = useTranslation();
  const { scenes, pair, onPair } = props;
  const epochs = useMemo(() => epochsOf(scenes, pair), [scenes, pair]);
  const [isRunning, setRunning] = useState(false);
  useEffect(() => {
    if (!isRunning) return undefined;
    const next = stepForward(epochs, pair);
    const timer = setTimeout(() => (next === null ? setRunning(false) : onPair(next)), STEP_MS);
    return () => clearTimeout(timer);
  }, [isRunning, epochs, pair, onPair]);
  const dayAt = (place: number): string => {
    const epoch = epochs.find((each) => each.place === place);
    return epoch === undefined ? '' : dayOf(epoch.scene.acquiredAt);
  };
  const placeOf = (id: string | null): number => epochs.find(({ scene }) => scene.id === id)?.place ?? 0;
  const [first, last] = [epochs.at(0), epochs.at(-1)];
  if (first === undefined || last === undefined || first === last) return null;
  const sceneAt = (place: number): string | null => epochs.find((each) => each.place === place)?.scene.id ?? null;
  return (
    <div className={styles['slider']} role="group" aria-label={t('timeSlider.label')}>
      <Button
        size="small"
        shape="circle"
        aria-label={t(isRunning ? 'timeSlider.pause' : 'timeSlider.run')}
        icon={isRunning ? <PauseOutlined aria-hidden /> : <CaretRightOutlined aria-hidden />}
        onClick={() => setRunning(!isRunning)}
      />
      <span className={styles['end']}>{dayOf(first.scene.acquiredAt)}</span>
      <Slider
        range
        step={null}
        className={styles['line'] ?? ''}
        min={first.place}
        max={last.place}
        marks={Object.fromEntries(
          epochs.map(({ place, isClear }) => [place, <LookNote key={place} isClear={isClear} />]),
        )}
        value={[placeOf(pair.beforeId), placeOf(pair.afterId)]}
        onChange={([from, to]) => {
          if (from !== undefined && to !== undefined && from !== to)
            onPair({ beforeId: sceneAt(from), afterId: sceneAt(to) });
        }}
        tooltip={{ formatter: (place) => dayAt(place ?? 0) }}
        ariaLabelForHandle={[t('map.chooseBefore'), t('map.chooseAfter')]}
        ariaValueTextFormatterForHandle={[dayAt, dayAt]}
      />
      <span className={styles['end']}>{dayOf(last.scene.acquiredAt)}</span>
    </div>
  );
}

/** Stands below a look; says where clouds hid most of it. A mark without one would be no place to stop at. */
function LookNote({ isClear }: { readonly isClear: boolean }): ReactElement {
  const { t } = useTranslation();
  return isClear ? <span /> : <span className={styles['hidden']} title={t('timeSlider.hidden')} />;
}
