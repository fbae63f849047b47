import { Modal } from 'antd';
import { useMemo, useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useScenes } from '../api/queries.js';
import { LoadingNotice } from '../layout/LoadingNotice.js';
import { extentOf } from '../state/extent.js';
import type { Ring } from '../state/markedAlerts.js';
import { inTimeOrder } from '../state/scenePair.js';
import { DrawPath, PathShown } from './DrawPath.js';
import { MapControls } from './MapControls.js';
import { MapFrame } from './MapFrame.js';
import { SceneTiles } from './SceneTiles.js';
import styles from './tools.module.css';

const nothing = (): void => undefined;
const LEAST_CORNERS = 3;

/** Asks for an area, drawn over the newest imagery. */
export function DrawAreaDialog(props: {
  readonly onArea: (corners: Ring) => void;
  readonly onClose: () => void;
}): ReactElement {
  const { t } = useTranslation();
  const scenes = useScenes();
  const all = useMemo(() => scenes.data ?? [], [scenes.data]);
  const everything = useMemo(() => extentOf(all.map(({ footprintWgs84 }) => footprintWgs84)), [all]);
  const [corners, setCorners] = useState<Ring>([]);
  const [isDone, setDone] = useState(false);
  const finish = (): void => {
    if (corners.length >= LEAST_CORNERS) props.onArea(corners);
  };
  return (
    <Modal
      open
      width={900}
      title={t('tools.drawArea')}
      okText={t('tools.useArea')}
      okButtonProps={{ disabled: corners.length < LEAST_CORNERS }}
      onOk={finish}
      onCancel={props.onClose}
      keyboard={false}
      destroyOnHidden
    >
      <p className={styles['drawHint']}>{t('tools.drawHint')}</p>
      <div className={styles['drawMap']}>
        {scenes.isPending ? (
          <LoadingNotice />
        ) : (
          <MapFrame label={t('tools.drawArea')} bounds={everything}>
            <SceneTiles
              epoch="after"
              scene={inTimeOrder(all).at(-1) ?? null}
              combination="trueColour"
              onLoading={nothing}
            />
            <PathShown corners={corners} isArea />
            {!isDone && (
              <DrawPath
                corners={corners}
                onCorners={setCorners}
                onEnd={() => setDone(true)}
                onCancel={() => setCorners([])}
              />
            )}
            <MapControls everything={everything} />
          </MapFrame>
        )}
      </div>
    </Modal>
  );
}
