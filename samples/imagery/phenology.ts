import type { Crop } from '../landscape/units.js';

/** What covers a field on a day, as shares; the rest is bare soil. */
export interface FieldState {
  readonly green: number;
  readonly dry: number;
  readonly flood: number;
  readonly flower: number;
}

type Key = readonly [dayOfYear: number, green: number, dry: number, flood: number, flower: number];

/** Seasons of the lower Yangtze: winter wheat or rape before rice, one rice crop, or vegetables all year. */
const CALENDARS: Readonly<Record<Exclude<Crop, 'vegetables'>, readonly Key[]>> = {
  wheatRice: [
    [0, 0.38, 0, 0, 0],
    [45, 0.5, 0, 0, 0],
    [75, 0.72, 0, 0, 0],
    [108, 1, 0, 0, 0],
    [128, 0.72, 0.26, 0, 0],
    [143, 0.2, 0.76, 0, 0],
    [152, 0.03, 0.85, 0, 0],
    [162, 0.02, 0.25, 0, 0],
    [168, 0.03, 0, 0.85, 0],
    [186, 0.3, 0, 0.55, 0],
    [206, 0.75, 0, 0.15, 0],
    [226, 0.98, 0, 0, 0],
    [256, 0.95, 0.03, 0, 0],
    [281, 0.52, 0.45, 0, 0],
    [297, 0.12, 0.84, 0, 0],
    [306, 0.02, 0.88, 0, 0],
    [318, 0.02, 0.4, 0, 0],
    [330, 0.06, 0.1, 0, 0],
    [350, 0.28, 0, 0, 0],
    [366, 0.38, 0, 0, 0],
  ],
  rapeRice: [
    [0, 0.5, 0, 0, 0],
    [60, 0.68, 0, 0, 0],
    [76, 0.7, 0, 0, 0.2],
    [90, 0.4, 0, 0, 0.58],
    [104, 0.62, 0, 0, 0.25],
    [120, 0.85, 0.05, 0, 0],
    [138, 0.38, 0.58, 0, 0],
    [148, 0.04, 0.8, 0, 0],
    [158, 0.02, 0.2, 0, 0],
    [164, 0.03, 0, 0.85, 0],
    [184, 0.32, 0, 0.55, 0],
    [204, 0.78, 0, 0.12, 0],
    [224, 1, 0, 0, 0],
    [250, 0.92, 0.06, 0, 0],
    [274, 0.5, 0.47, 0, 0],
    [288, 0.1, 0.85, 0, 0],
    [298, 0.03, 0.5, 0, 0],
    [312, 0.12, 0.05, 0, 0],
    [336, 0.4, 0, 0, 0],
    [366, 0.5, 0, 0, 0],
  ],
  singleRice: [
    [0, 0.1, 0.5, 0, 0],
    [60, 0.2, 0.35, 0, 0],
    [95, 0.4, 0.15, 0, 0],
    [118, 0.3, 0.1, 0, 0],
    [130, 0.03, 0.03, 0.1, 0],
    [140, 0.03, 0, 0.85, 0],
    [160, 0.3, 0, 0.5, 0],
    [184, 0.82, 0, 0.08, 0],
    [214, 1, 0, 0, 0],
    [244, 0.82, 0.14, 0, 0],
    [262, 0.32, 0.64, 0, 0],
    [273, 0.03, 0.92, 0, 0],
    [300, 0.06, 0.7, 0, 0],
    [366, 0.1, 0.5, 0, 0],
  ],
};

/** Beds are sown, grow and are cleared about every eleven weeks. */
function vegetables(dayOfYear: number): FieldState {
  const cycle = dayOfYear / 78;
  const share = cycle - Math.floor(cycle);
  const green =
    share < 0.15 ? share : share < 0.6 ? 0.15 + (share - 0.15) * 1.5 : share < 0.86 ? 0.82 : 0.82 * (1 - share) * 7.1;
  return { green: Math.min(0.85, green), dry: 0.06, flood: 0, flower: 0 };
}

/** The state of a crop on a day of the year, 0–366; keys are joined by straight lines. */
export function fieldState(crop: Crop, dayOfYear: number): FieldState {
  if (crop === 'vegetables') return vegetables(dayOfYear);
  const keys = CALENDARS[crop];
  const next = Math.max(
    1,
    keys.findIndex((key) => key[0] >= dayOfYear),
  );
  const from = keys[next - 1]!;
  const to = keys[next]!;
  const share = Math.min(1, Math.max(0, (dayOfYear - from[0]) / (to[0] - from[0])));
  const mix = (index: 1 | 2 | 3 | 4): number => from[index] + (to[index] - from[index]) * share;
  return { green: mix(1), dry: mix(2), flood: mix(3), flower: mix(4) };
}

/** Leaf cover of deciduous trees, 0 bare … 1 full, with a light-green flush in April. */
export function leafCover(dayOfYear: number): number {
  if (dayOfYear < 75) return 0.12;
  if (dayOfYear < 115) return 0.12 + ((dayOfYear - 75) / 40) * 0.88;
  if (dayOfYear < 285) return 1;
  if (dayOfYear < 335) return 1 - ((dayOfYear - 285) / 50) * 0.88;
  return 0.12;
}

/** How green grass is over the year, 0.25 in winter … 1 in early summer. */
export function grassGreenness(dayOfYear: number): number {
  if (dayOfYear < 60) return 0.3;
  if (dayOfYear < 130) return 0.3 + ((dayOfYear - 60) / 70) * 0.7;
  if (dayOfYear < 270) return 1;
  if (dayOfYear < 340) return 1 - ((dayOfYear - 270) / 70) * 0.7;
  return 0.3;
}
