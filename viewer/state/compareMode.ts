/** How two dates are compared on one alert: cut by a divider, shown by turns, or in two maps that move together. */
export const COMPARE_MODES = ['swipe', 'blink', 'split'] as const;
export type CompareMode = (typeof COMPARE_MODES)[number];

/** The mode kept from an earlier visit; anything else gives the divider. */
export function compareModeFromText(text: string | null): CompareMode {
  return COMPARE_MODES.find((mode) => mode === text) ?? 'swipe';
}

export function nextCompareMode(mode: CompareMode): CompareMode {
  return COMPARE_MODES[(COMPARE_MODES.indexOf(mode) + 1) % COMPARE_MODES.length] ?? 'swipe';
}

/** What a key asks of the comparison: M the next mode, B the other date, R back to the alert. */
export type CompareKey = 'mode' | 'flip' | 'recentre';

export function compareKeyOf(key: string): CompareKey | null {
  switch (key.toLowerCase()) {
    case 'm':
      return 'mode';
    case 'b':
      return 'flip';
    case 'r':
      return 'recentre';
    default:
      return null;
  }
}
