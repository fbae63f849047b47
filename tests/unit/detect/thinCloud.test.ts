import { describe, expect, test } from '@jest/globals';
import { PIXEL_ROLE } from '#pipelines/kernels/gaussianSmoothing.js';
import { hideThinClouds, isVeil } from '#pipelines/scene-to-change/thinCloud.js';
import type { Calibration } from '#pipelines/scene-to-change/reflectance.js';

const BANDS = ['blue', 'green', 'red', 'nir', 'swir1', 'swir2'];
const PLACES = { blue: 0, green: 1, red: 2, nir: 3, swir1: 4, swir2: 5 };
const of = (...thousandths: number[]): Float64Array => Float64Array.from(thousandths, (v) => v / 1000);

/** Published mean spectra of covers, reflectance in thousandths, blue to second short-wave infrared. */
const CROP = of(40, 70, 45, 380, 180, 90);
const TILLED = of(70, 95, 120, 170, 230, 200);
const STUBBLE = of(90, 120, 150, 240, 290, 230);
const FOREST = of(25, 45, 30, 300, 140, 60);
const GRASS = of(50, 80, 70, 270, 210, 130);
const CONCRETE = of(170, 185, 195, 215, 230, 215);
const METAL_ROOF = of(260, 270, 275, 290, 270, 250);
const ASPHALT = of(105, 112, 118, 130, 145, 140);
const SUBSOIL = of(150, 195, 250, 310, 390, 350);
const FILM = of(230, 250, 260, 330, 260, 190);

/** A cloud seen by two sensors' calibrations: whiter and greyer than the one assumed. */
const CLOUDS = [of(660, 670, 675, 700, 560, 460), of(620, 630, 640, 650, 600, 500), of(700, 700, 700, 740, 520, 420)];

const through = (ground: Float64Array, cloud: Float64Array, share: number): Float64Array =>
  ground.map((value, band) => (1 - share) * value + share * cloud[band]!);

describe('a thin cloud', () => {
  test.each([0.08, 0.15, 0.25, 0.4])('of share %d over plants and soil is a veil', (share) => {
    for (const ground of [CROP, TILLED, STUBBLE, FOREST, GRASS]) {
      for (const cloud of CLOUDS) expect(isVeil(ground, through(ground, cloud, share), PLACES)).toBe(true);
    }
  });

  test('is no veil where nothing brightened', () => {
    expect(isVeil(GRASS, GRASS, PLACES)).toBe(false);
    expect(isVeil(STUBBLE, CROP, PLACES)).toBe(false);
  });

  test('is not taken for construction: new surfaces on open land are no veil', () => {
    for (const ground of [CROP, TILLED, STUBBLE, FOREST, GRASS]) {
      for (const built of [CONCRETE, METAL_ROOF, ASPHALT, SUBSOIL]) expect(isVeil(ground, built, PLACES)).toBe(false);
    }
    for (const ground of [TILLED, STUBBLE]) expect(isVeil(ground, FILM, PLACES)).toBe(false);
  });
});

describe('hiding', () => {
  const calibration: Calibration = { kind: 'assumed', gain: BANDS.map(() => 1e-3), offset: BANDS.map(() => 0) };
  const pairOf = (before: Float64Array, after: Float64Array) => ({
    width: 1,
    height: 1,
    before: [...before].map((v) => Float32Array.of(v * 1000)),
    after: [...after].map((v) => Float32Array.of(v * 1000)),
    reasonBefore: new Uint8Array(1),
    reasonAfter: new Uint8Array(1),
  });
  const hidden = (before: Float64Array, after: Float64Array, kind: Calibration['kind'] = 'assumed'): number => {
    const roles = Uint8Array.of(PIXEL_ROLE.seen);
    const calibrated = { ...calibration, kind };
    hideThinClouds(roles, pairOf(before, after), BANDS, { before: calibrated, after: calibrated });
    return roles[0]!;
  };

  test('takes a veil on either date out of the comparison', () => {
    const veiled = through(GRASS, CLOUDS[0]!, 0.2);
    expect(hidden(GRASS, veiled)).toBe(PIXEL_ROLE.hidden);
    expect(hidden(veiled, GRASS)).toBe(PIXEL_ROLE.hidden);
  });

  test('says which date the veil lies over', () => {
    const veiled = through(GRASS, CLOUDS[0]!, 0.2);
    const over = (before: Float64Array, after: Float64Array) =>
      hideThinClouds(Uint8Array.of(PIXEL_ROLE.seen), pairOf(before, after), BANDS, {
        before: calibration,
        after: calibration,
      });
    expect(over(GRASS, veiled)).toEqual(Uint8Array.of(1));
    expect(over(veiled, GRASS)).toEqual(Uint8Array.of(0));
  });

  test('leaves construction and what did not change', () => {
    expect(hidden(GRASS, CONCRETE)).toBe(PIXEL_ROLE.seen);
    expect(hidden(GRASS, GRASS)).toBe(PIXEL_ROLE.seen);
  });

  test('does nothing with raw numbers, whose ratios mean nothing', () => {
    expect(hidden(GRASS, through(GRASS, CLOUDS[0]!, 0.2), 'relative')).toBe(PIXEL_ROLE.seen);
  });
});
