import { boxGaussian, type Plane } from '../kernels/boxGaussian.js';
import { rgbToLab } from '../kernels/lab.js';
import { medianOf, robustScaleOf, type RobustScale } from '../kernels/robustStatistics.js';

/** Red, green and blue of one date, 0–255, row-major. */
export interface RgbPicture extends Plane {
  readonly red: Float32Array;
  readonly green: Float32Array;
  readonly blue: Float32Array;
}

/** What is measured over a whole picture once, so that a part of it is judged as the whole is. */
export interface PictureStatistics {
  readonly lightness: RobustScale;
  /** Mean and deviation of the clipped robust lightness. */
  readonly clippedMean: number;
  readonly clippedDeviation: number;
  readonly logBrightness: RobustScale;
  readonly chromaMedian: number;
}

/** The planes that the very-high-resolution detectors look at. */
export interface PictureEvidence extends Plane {
  /** Lightness, robustly standardised, clipped at ±4, then brought to mean 0 and deviation 1. */
  readonly light: Float32Array;
  readonly labB: Float32Array;
  readonly chroma: Float32Array;
  /** Logarithm of mean brightness, robustly standardised, clipped at ±4. */
  readonly logBrightness: Float32Array;
  /** How grey the surroundings are, above 0 where greyer than the median. */
  readonly grey: Float32Array;
  readonly lab: readonly [Float32Array, Float32Array, Float32Array];
}

const CLIP = 4;

interface RawPlanes {
  readonly lab: readonly [Float32Array, Float32Array, Float32Array];
  readonly chroma: Float32Array;
  readonly logBrightness: Float32Array;
}

function rawPlanes(picture: RgbPicture): RawPlanes {
  const to1 = (plane: Float32Array): Float32Array => plane.map((v) => v / 255);
  const { lightness, a, b } = rgbToLab(to1(picture.red), to1(picture.green), to1(picture.blue));
  return {
    lab: [lightness, a, b],
    chroma: a.map((v, i) => Math.hypot(v, b[i]!)),
    logBrightness: picture.red.map((v, i) => Math.log((v + picture.green[i]! + picture.blue[i]!) / 3 + 5)),
  };
}

/** Statistics of a picture, or of a sample of its pixels laid out as one. */
export function pictureStatistics(picture: RgbPicture): PictureStatistics {
  const raw = rawPlanes(picture);
  const lightness = robustScaleOf(raw.lab[0]);
  const clipped = standardised(raw.lab[0], lightness);
  const clippedMean = clipped.reduce((sum, v) => sum + v, 0) / clipped.length;
  const variance = clipped.reduce((sum, v) => sum + (v - clippedMean) ** 2, 0) / clipped.length;
  return {
    lightness,
    clippedMean,
    clippedDeviation: Math.sqrt(variance) || 1,
    logBrightness: robustScaleOf(raw.logBrightness),
    chromaMedian: medianOf(raw.chroma),
  };
}

export function pictureEvidence(picture: RgbPicture, statistics: PictureStatistics): PictureEvidence {
  const { width, height } = picture;
  const raw = rawPlanes(picture);
  const chromaAround = boxGaussian(raw.chroma, picture, 6);
  return {
    width,
    height,
    lab: raw.lab,
    labB: raw.lab[2],
    chroma: raw.chroma,
    light: standardised(raw.lab[0], statistics.lightness).map((v) => (v - statistics.clippedMean) / statistics.clippedDeviation),
    logBrightness: standardised(raw.logBrightness, statistics.logBrightness),
    grey: chromaAround.map((v) => -Math.log((v + 2) / (statistics.chromaMedian + 2))),
  };
}

function standardised(values: Float32Array, scale: RobustScale): Float32Array {
  return values.map((v) => Math.min(CLIP, Math.max(-CLIP, (v - scale.median) / scale.deviation)));
}
