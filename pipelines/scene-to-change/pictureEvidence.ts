import { boxGaussian, type Plane } from '../kernels/boxGaussian.js';
import { cornerness } from '../kernels/cornerness.js';
import { rgbToLab, type LabPlanes } from '../kernels/lab.js';
import { lineTopHat } from '../kernels/lineTopHat.js';
import { quantileOf, robustScaleOf, type RobustScale } from '../kernels/robustStatistics.js';

const { ceil, log, max, min, sqrt } = Math;

/** Red, green and blue of one date, row-major, in the units of the scene. */
export type RgbPlanes = readonly [red: Float32Array, green: Float32Array, blue: Float32Array];

/** What is measured over a whole picture once, so that every part of it is judged as the whole is. Plain JSON. */
export interface PictureStatistics {
  /** Brings the scene's values to 0–255. */
  readonly gain: number;
  /** What the air adds to red, green and blue, after the gain: subtracted before colours are taken. */
  readonly haze: readonly [red: number, green: number, blue: number];
  readonly lightness: RobustScale;
  /** Mean and deviation of the clipped robust lightness. */
  readonly clippedMean: number;
  readonly clippedDeviation: number;
  readonly logBrightness: RobustScale;
}

/** What the detectors for pictures of very high resolution look at, of one date. */
export interface PictureEvidence extends Plane, LabPlanes {
  /** Lightness, robustly standardised, clipped at ±4, then brought to mean 0 and deviation 1. */
  readonly light: Float32Array;
  readonly logBrightness: Float32Array;
}

/** Beyond this many robust deviations, brightness tells nothing more. */
const CLIP = 4;
/** Keeps the logarithm of deep shadow finite and quiet, in steps of 8-bit pictures. */
const DARK_STEPS = 5;
const HIGHEST_BYTE = 255;
/** Pictures of other sample types are stretched so that this share of the values lies within 8 bits. */
const STRETCHED_SHARE = 0.995;

/** Medians settle with far fewer pixels than a picture has. */
export const MOST_MEASURED_PIXELS = 200_000;

/** @param sampled seen pixels of one date */
export function pictureStatistics(sampled: RgbPlanes): PictureStatistics {
  const step = max(1, ceil(sampled[0].length / MOST_MEASURED_PIXELS));
  const planes: RgbPlanes = [everyNth(sampled[0], step), everyNth(sampled[1], step), everyNth(sampled[2], step)];
  const gain = gainOf(planes);
  const { lightness } = rgbToLab(...scaled(planes, gain));
  const haze = hazeOf(planes, gain);
  const lightScale = robustScaleOf(lightness);
  const clipped = standardised(lightness, lightScale);
  let sum = 0;
  for (let i = 0; i < clipped.length; i++) sum += clipped[i]!;
  const clippedMean = sum / clipped.length;
  let squares = 0;
  for (let i = 0; i < clipped.length; i++) squares += (clipped[i]! - clippedMean) ** 2;
  return {
    gain,
    haze,
    lightness: lightScale,
    clippedMean,
    clippedDeviation: sqrt(squares / clipped.length) || 1,
    logBrightness: robustScaleOf(logOfBrightness(planes, gain)),
  };
}

/** Share of the values that count as dark. */
const DARK_SHARE = 0.005;

/**
 * What the darkest ground of a picture shows is mostly the air's, which scatters blue at least as much as green and red: no
 * colour loses more than those of shorter waves, so that grey stays grey where nothing is dark but a field. Left in,
 * haze makes grey roofs bluish.
 * @source dark-object subtraction with a scattering model: Chavez 1988, Remote Sensing of Environment 24(3), 459–479
 */
function hazeOf(planes: RgbPlanes, gain: number): [red: number, green: number, blue: number] {
  const [red, green, blue] = planes.map((values) => gain * quantileOf(values, DARK_SHARE)) as [number, number, number];
  return [min(red, green, blue), min(green, blue), blue];
}

/** 8-bit pictures stay as they are; others (16 bits, reflectance) are stretched. */
function gainOf(planes: RgbPlanes): number {
  const high = max(...planes.map((values) => quantileOf(values, STRETCHED_SHARE)));
  return (high > HIGHEST_BYTE || high <= 2) && high > 0 ? HIGHEST_BYTE / high : 1;
}

/** Every nth of the values, from the first. */
export function everyNth(values: Float32Array, step: number): Float32Array {
  if (step === 1) return values;
  const out = new Float32Array(ceil(values.length / step));
  for (let i = 0; i < out.length; i++) out[i] = values[i * step]!;
  return out;
}

/** Logarithm of mean brightness, robustly standardised, clipped at ±4. */
export function standardBrightness(planes: RgbPlanes, statistics: PictureStatistics): Float32Array {
  return standardised(logOfBrightness(planes, statistics.gain), statistics.logBrightness);
}

export function pictureEvidence(planes: RgbPlanes, plane: Plane, statistics: PictureStatistics): PictureEvidence {
  const { lightness } = rgbToLab(...scaled(planes, statistics.gain));
  const { a, b } = rgbToLab(...scaled(planes, statistics.gain, statistics.haze));
  const lab = { lightness, a, b };
  const light = standardised(lab.lightness, statistics.lightness);
  const { clippedMean, clippedDeviation } = statistics;
  for (let i = 0; i < light.length; i++) light[i] = (light[i]! - clippedMean) / clippedDeviation;
  const logBrightness = standardBrightness(planes, statistics);
  return { width: plane.width, height: plane.height, ...lab, light, logBrightness };
}

/** Pixels' colours are averaged a little first: noise alone would make grey ground colourful. */
const COLOUR_SIGMA = 1.5;

/** Distance from grey in CIELAB. */
export function chromaOf(picture: Pick<LabPlanes, 'a' | 'b'> & Plane): Float32Array {
  const a = boxGaussian(picture.a, picture, COLOUR_SIGMA);
  const b = boxGaussian(picture.b, picture, COLOUR_SIGMA);
  const chroma = new Float32Array(a.length);
  for (let i = 0; i < chroma.length; i++) chroma[i] = sqrt(a[i]! * a[i]! + b[i]! * b[i]!);
  return chroma;
}

/**
 * How grey the surroundings are: above 0 where greyer than most.
 * @param chromaMedian of the whole picture
 * @param sigma pixels
 */
export function greyness(picture: PictureEvidence, chromaMedian: number, sigma: number): Float32Array {
  const grey = boxGaussian(chromaOf(picture), picture, sigma);
  for (let i = 0; i < grey.length; i++) grey[i] = -log((grey[i]! + 2) / (chromaMedian + 2));
  return grey;
}

/** How much brighter than its surroundings a pixel is, where the bright thing is shorter than the line. */
export function slabness(evidence: PictureEvidence, linePixels: number): Float32Array {
  return boxGaussian(lineTopHat(boxGaussian(evidence.light, evidence, 1), evidence, linePixels), evidence, 2);
}

const CORNER_SIGMA = 8;
const CORNER_FLOOR = 0.001;

/** Logarithm of how many corners the surroundings hold, over windows of 8 pixels' deviation. */
export function cornersAround(evidence: PictureEvidence): Float32Array {
  const corners = boxGaussian(cornerness(evidence.light, evidence), evidence, CORNER_SIGMA);
  for (let i = 0; i < corners.length; i++) corners[i] = log(corners[i]! + CORNER_FLOOR);
  return corners;
}

/** CIELAB, a little smoothed and divided by ten: what pictures are divided into segments by. */
export function segmentationPlanes({ lightness, a, b, ...plane }: PictureEvidence): Float32Array[] {
  return [lightness, a, b].map((values) => {
    const smooth = boxGaussian(values, plane, 0.7);
    for (let i = 0; i < smooth.length; i++) smooth[i]! /= 10;
    return smooth;
  });
}

/** Bands in steps of 8-bit pictures, less what is given for each. */
function scaled(
  planes: RgbPlanes,
  gain: number,
  less: PictureStatistics['haze'] = [0, 0, 0],
): [Float32Array, Float32Array, Float32Array] {
  const scale = (values: Float32Array, subtrahend: number): Float32Array => {
    if (gain === 1 && subtrahend === 0) return values;
    const out = new Float32Array(values.length);
    for (let i = 0; i < out.length; i++) out[i] = values[i]! * gain - subtrahend;
    return out;
  };
  return [scale(planes[0], less[0]), scale(planes[1], less[1]), scale(planes[2], less[2])];
}

function logOfBrightness([red, green, blue]: RgbPlanes, gain: number): Float32Array {
  const out = new Float32Array(red.length);
  const third = gain / 3;
  for (let i = 0; i < out.length; i++) {
    out[i] = log(max(0, (red[i]! + green[i]! + blue[i]!) * third) + DARK_STEPS);
  }
  return out;
}

function standardised(values: Float32Array, { median, deviation }: RobustScale): Float32Array {
  const out = new Float32Array(values.length);
  for (let i = 0; i < out.length; i++) {
    const z = (values[i]! - median) / deviation;
    out[i] = z > CLIP ? CLIP : z < -CLIP ? -CLIP : z;
  }
  return out;
}
