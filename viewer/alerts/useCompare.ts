import { useEffect, useState } from 'react';
import { isTyping } from '../layout/isTyping.js';
import { compareKeyOf, compareModeFromText, nextCompareMode, type CompareMode } from '../state/compareMode.js';

const KEPT_AS = 'planwatch.compareMode';
/** One date's time on the screen while they take turns. */
const BLINK_MS = 900;

export interface Compare {
  readonly mode: CompareMode;
  readonly setMode: (mode: CompareMode) => void;
  readonly isAfterUp: boolean;
  /** True while the dates take turns by themselves. */
  readonly isBlinking: boolean;
  readonly setBlinking: (isBlinking: boolean) => void;
  readonly recentred: number;
}

/** How the dates are compared, by buttons and keys (M, B, R); the mode is kept from alert to alert. */
export function useCompare(): Compare {
  const [mode, choose] = useState(() => compareModeFromText(localStorage.getItem(KEPT_AS)));
  const [isAfterUp, setAfterUp] = useState(true);
  const [isBlinking, setBlinking] = useState(() => !window.matchMedia('(prefers-reduced-motion: reduce)').matches);
  const [recentred, setRecentred] = useState(0);
  const setMode = (next: CompareMode): void => {
    localStorage.setItem(KEPT_AS, next);
    choose(next);
  };
  useEffect(() => {
    if (mode !== 'blink' || !isBlinking) return;
    const turn = setInterval(() => setAfterUp((isUp) => !isUp), BLINK_MS);
    return () => clearInterval(turn);
  }, [mode, isBlinking]);
  useEffect(() => {
    const press = (event: KeyboardEvent): void => {
      if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
      switch (compareKeyOf(event.key)) {
        case 'mode':
          setMode(nextCompareMode(mode));
          break;
        case 'flip':
          // By hand from here on: a picture that turns while it is looked at helps nobody.
          setMode('blink');
          setBlinking(false);
          setAfterUp((isUp) => !isUp);
          break;
        case 'recentre':
          setRecentred((count) => count + 1);
          break;
        case null:
      }
    };
    window.addEventListener('keydown', press);
    return () => window.removeEventListener('keydown', press);
  }, [mode]);
  return { mode, setMode, isAfterUp, isBlinking, setBlinking, recentred };
}
