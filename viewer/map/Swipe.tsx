import { useEffect, useRef, type KeyboardEvent, type PointerEvent, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { clipsOfShare, shareAfterKey, shareAtPointer } from '../state/swipe.js';
import styles from './map.module.css';
import { useMap } from './MapFrame.js';
import { PANES } from './panes.js';

/** Cuts the two imagery panes at the share: `before` to its left, `after` to its right. */
export function SwipeClip({ share }: { readonly share: number }): null {
  const map = useMap();
  useEffect(() => {
    const before = map.getPane(PANES.before.name);
    const after = map.getPane(PANES.after.name);
    if (before === undefined || after === undefined) return;
    const cut = (): void => {
      const size = map.getSize();
      const origin = map.containerPointToLayerPoint([0, 0]);
      const clips = clipsOfShare(share, { width: size.x, height: size.y, originX: origin.x, originY: origin.y });
      before.style.clipPath = clips.before;
      after.style.clipPath = clips.after;
    };
    cut();
    map.on('move zoom viewreset resize', cut);
    return () => {
      map.off('move zoom viewreset resize', cut);
      before.style.clipPath = '';
      after.style.clipPath = '';
    };
  }, [map, share]);
  return null;
}

/** The divider: dragged by mouse or finger, moved by keys as any slider. */
export function SwipeSlider(props: {
  readonly share: number;
  readonly onShare: (share: number) => void;
  readonly beforeLabel: string;
  readonly afterLabel: string;
}): ReactElement {
  const { t } = useTranslation();
  const track = useRef<HTMLDivElement>(null);
  const percent = Math.round(props.share * 100);

  const follow = (event: PointerEvent<HTMLDivElement>): void => {
    if (!event.currentTarget.hasPointerCapture(event.pointerId)) return;
    const box = track.current?.getBoundingClientRect();
    if (box !== undefined) props.onShare(shareAtPointer(event.clientX, box.left, box.width));
  };
  const step = (event: KeyboardEvent): void => {
    const share = shareAfterKey(props.share, event.key, event.shiftKey);
    if (share === null) return;
    event.preventDefault();
    props.onShare(share);
  };
  return (
    <div ref={track} className={styles['swipeTrack']}>
      <div
        className={styles['swipe']}
        style={{ left: `${props.share * 100}%` }}
        role="slider"
        tabIndex={0}
        aria-label={t('map.swipe')}
        aria-orientation="horizontal"
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={percent}
        aria-valuetext={t('map.swipeValue', { percent })}
        onPointerDown={(event) => event.currentTarget.setPointerCapture(event.pointerId)}
        onPointerMove={follow}
        onKeyDown={step}
      >
        <span className={styles['swipeGrip']} aria-hidden />
        <span className={styles['swipeBefore']} aria-hidden>
          {props.beforeLabel}
        </span>
        <span className={styles['swipeAfter']} aria-hidden>
          {props.afterLabel}
        </span>
      </div>
    </div>
  );
}
