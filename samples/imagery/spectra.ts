import type { CoverKind, Unit } from '../landscape/units.js';
import { dayOfYear, type DayNumber } from './calendar.js';
import { fieldState, grassGreenness, leafCover } from './phenology.js';

/** Reflectance × 10000 in blue, green, red, nir, swir1, swir2. */
export type Spectrum = readonly [number, number, number, number, number, number];

export const BAND_COUNT = 6;

const SOIL: Spectrum = [700, 950, 1200, 1700, 2300, 2000];
const DRY: Spectrum = [900, 1200, 1500, 2400, 2900, 2300];
const CROP: Spectrum = [400, 700, 450, 3800, 1800, 900];
const FLOOD: Spectrum = [900, 1150, 1000, 600, 300, 200];
const FLOWER: Spectrum = [520, 1500, 1480, 3900, 2000, 1050];
const GRASS: Spectrum = [500, 800, 700, 2700, 2100, 1300];
const DRY_GRASS: Spectrum = [720, 980, 1180, 2100, 2500, 1800];
const WATER: Spectrum = [500, 600, 350, 200, 120, 90];
const TURBID: Spectrum = [720, 960, 780, 420, 200, 140];
const LEAFLESS: Spectrum = [480, 620, 720, 1700, 2000, 1250];
const SPRING_LEAF: Spectrum = [310, 700, 420, 3500, 1700, 750];

/** Looks of the kinds that do not follow the seasons, at variant 0 and variant 1. */
const STEADY: Readonly<Partial<Record<CoverKind, readonly [Spectrum, Spectrum]>>> = {
  evergreenForest: [
    [240, 410, 270, 2700, 1250, 520],
    [270, 500, 330, 3100, 1500, 650],
  ],
  bamboo: [
    [290, 540, 340, 3200, 1450, 620],
    [320, 620, 400, 3500, 1600, 700],
  ],
  tea: [
    [420, 640, 540, 2600, 1900, 1150],
    [520, 760, 760, 2500, 2100, 1450],
  ],
  greenhouse: [
    [1900, 2080, 2160, 2950, 2350, 1700],
    [2300, 2500, 2600, 3300, 2600, 1900],
  ],
  filmMulch: [
    [2300, 2500, 2600, 3300, 2600, 1900],
    [2250, 2450, 2550, 3250, 2600, 1900],
  ],
  pond: [
    [520, 680, 460, 260, 140, 100],
    [640, 900, 680, 420, 200, 140],
  ],
  reservoir: [
    [430, 560, 330, 200, 110, 80],
    [470, 620, 370, 210, 120, 90],
  ],
  sandBar: [
    [1350, 1650, 1900, 2300, 2700, 2400],
    [1600, 1950, 2250, 2700, 3100, 2800],
  ],
  track: [
    [1050, 1300, 1550, 2100, 2600, 2250],
    [1200, 1450, 1700, 2250, 2700, 2350],
  ],
  canal: [
    [600, 720, 520, 420, 300, 200],
    [640, 780, 580, 480, 320, 220],
  ],
  asphalt: [
    [950, 1010, 1060, 1180, 1320, 1270],
    [1120, 1190, 1260, 1400, 1560, 1500],
  ],
  concreteRoad: [
    [1650, 1800, 1900, 2100, 2300, 2150],
    [1750, 1900, 2000, 2200, 2350, 2200],
  ],
  concreteRoof: [
    [1500, 1630, 1720, 1920, 2100, 1980],
    [1950, 2120, 2230, 2420, 2520, 2350],
  ],
  tileRoof: [
    [850, 900, 930, 1100, 1300, 1250],
    [1150, 1220, 1280, 1450, 1650, 1550],
  ],
  redRoof: [
    [850, 1000, 1650, 2150, 2450, 2200],
    [1000, 1150, 1950, 2450, 2700, 2400],
  ],
  blueRoof: [
    [2300, 1750, 1250, 1700, 1900, 1800],
    [2750, 2200, 1600, 2000, 2100, 1900],
  ],
  brightRoof: [
    [2400, 2500, 2550, 2700, 2550, 2350],
    [2700, 2800, 2850, 3000, 2800, 2600],
  ],
  pavement: [
    [1400, 1530, 1620, 1800, 2000, 1880],
    [1650, 1790, 1890, 2080, 2250, 2100],
  ],
  courtyard: [
    [1050, 1220, 1330, 1850, 2000, 1700],
    [1250, 1400, 1520, 1950, 2150, 1850],
  ],
  bareSoil: [
    [680, 930, 1180, 1680, 2280, 1980],
    [740, 990, 1250, 1760, 2360, 2050],
  ],
  earthworks: [
    [1450, 1880, 2420, 3000, 3800, 3400],
    [1560, 2010, 2580, 3200, 4000, 3600],
  ],
  flooded: [
    [880, 1120, 970, 580, 290, 190],
    [930, 1180, 1040, 630, 310, 210],
  ],
  mud: [
    [780, 980, 1080, 1250, 1400, 1150],
    [820, 1030, 1130, 1320, 1500, 1250],
  ],
  burnt: [
    [480, 530, 580, 850, 1650, 1550],
    [530, 580, 640, 960, 1780, 1660],
  ],
  solar: [
    [680, 730, 780, 980, 1080, 880],
    [720, 770, 820, 1020, 1120, 920],
  ],
};

function blend(a: Spectrum, b: Spectrum, share: number): Spectrum {
  const at = (band: 0 | 1 | 2 | 3 | 4 | 5): number => a[band] + (b[band] - a[band]) * share;
  return [at(0), at(1), at(2), at(3), at(4), at(5)];
}

function cropland(unit: Unit, day: DayNumber): Spectrum {
  const date = dayOfYear(day - (unit.lateDays ?? 0));
  const hasRotated = day > 300;
  const crop = (hasRotated ? unit.nextCrop : unit.crop) ?? 'wheatRice';
  const shift = crop === 'vegetables' ? unit.variant * 365 : 0;
  const state = fieldState(crop, dayOfYear(date + shift));
  const vigour = state.green * (0.8 + 0.3 * unit.variant);
  const soil = 1 - Math.min(1, vigour + state.dry + state.flood + state.flower);
  const at = (band: 0 | 1 | 2 | 3 | 4 | 5): number =>
    SOIL[band] * soil +
    CROP[band] * vigour +
    DRY[band] * state.dry +
    FLOOD[band] * state.flood +
    FLOWER[band] * state.flower;
  return [at(0), at(1), at(2), at(3), at(4), at(5)];
}

function seasonal(unit: Unit, day: DayNumber): Spectrum {
  const date = dayOfYear(day);
  const grass = blend(DRY_GRASS, GRASS, grassGreenness(date));
  const evergreen = blend(...STEADY.evergreenForest!, unit.variant);
  switch (unit.kind) {
    case 'cropland':
      return cropland(unit, day);
    case 'deciduousForest': {
      const leaves = leafCover(date - 10 * unit.variant);
      const leaf = date < 135 ? blend(SPRING_LEAF, evergreen, Math.max(0, (date - 115) / 20)) : evergreen;
      const autumn = date > 285 && date < 340 ? 260 : 0;
      const mixed = blend(LEAFLESS, leaf, leaves * 0.94);
      return [mixed[0], mixed[1] + autumn * 0.4, mixed[2] + autumn, mixed[3], mixed[4], mixed[5]];
    }
    case 'orchard':
      return blend(grass, evergreen, 0.35 + 0.35 * leafCover(date) * (0.6 + 0.4 * unit.variant));
    case 'urbanTree':
    case 'park':
      return blend(grass, evergreen, unit.kind === 'park' ? 0.35 : 0.6);
    case 'scrub':
    case 'regrowth':
      return blend(grass, evergreen, 0.35 + 0.2 * unit.variant);
    case 'reeds':
      return blend(grass, evergreen, 0.15);
    case 'sportsField':
      return blend(GRASS, CROP, 0.5);
    case 'river':
      return blend(WATER, TURBID, 0.35 + (date > 150 && date < 270 ? 0.5 : 0));
    default:
      return grass;
  }
}

/** Bottom-of-atmosphere reflectance × 10000 of a unit of ground on a day, before relief, texture, air and sensor. */
export function spectrumOf(unit: Unit, day: DayNumber): Spectrum {
  const ends = STEADY[unit.kind];
  const base = ends === undefined ? seasonal(unit, day) : blend(...ends, unit.variant);
  return [
    base[0] * unit.tone,
    base[1] * unit.tone,
    base[2] * unit.tone,
    base[3] * unit.tone,
    base[4] * unit.tone,
    base[5] * unit.tone,
  ];
}

/** How much brightness varies inside a unit, as a share (one standard deviation at sub-pixel size). */
export function textureOf(kind: CoverKind): number {
  switch (kind) {
    case 'evergreenForest':
    case 'deciduousForest':
    case 'bamboo':
    case 'scrub':
      return 0.17;
    case 'orchard':
    case 'tea':
    case 'urbanTree':
    case 'park':
    case 'courtyard':
      return 0.14;
    case 'river':
    case 'pond':
    case 'reservoir':
    case 'canal':
    case 'flooded':
      return 0.02;
    case 'earthworks':
    case 'bareSoil':
    case 'burnt':
      return 0.05;
    default:
      return 0.045;
  }
}
