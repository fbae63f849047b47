import { CURVE, type FittedSegment } from './fittedSegment.js';
import type { PixelOutcome, SeriesBreak, SeriesSegment } from './monitor.js';
import type { Units } from './reflectanceUnits.js';
import type { YatsmSegment } from './yatsmSegments.js';

/** What the curves' bands are. */
export interface CurveBands {
  /** In the order of the curves; the thermal band is the last where there is one. */
  readonly names: readonly string[];
  readonly detection: readonly number[];
  readonly units: Units;
  /** Whether the thermal curve is in Celsius times 100 (and not in Kelvin times 10). */
  readonly isCelsius: boolean;
}

/** One stretch in units of the search. */
export interface FoundSegment {
  readonly segment: SeriesSegment;
  readonly ending: SeriesBreak | null;
}

const ZERO_CELSIUS = 27_315;

/** A segment of CCDC or COLD in units of the series. */
export function foundSegment(found: FittedSegment, bands: CurveBands): FoundSegment {
  const isEnded = found.changeProbability > 0 && found.breakDay !== null;
  return {
    segment: {
      fromDay: found.fromDay,
      toDay: found.toDay,
      breakDay: isEnded ? found.breakDay : null,
      ...curvesInUnits(
        found.curves.map(({ coefficients }) => coefficients),
        found.curves.map(({ rmse }) => rmse),
        bands,
      ),
      count: found.count,
      quality: found.curve,
      magnitude: byBand(bands, (k, factor) => found.absoluteMagnitudes[k]! / factor),
    },
    ending: !isEnded
      ? null
      : {
          day: found.breakDay!,
          firstLookDay: found.breakDay!,
          lastClearDay: found.toDay,
          magnitude: signedMagnitude(found.magnitudes, bands),
          isConfirmed: found.changeProbability === 1,
          confirmations: found.confirmations,
        },
  };
}

/** A segment of yatsm in units of the series. */
export function foundYatsmSegment(found: YatsmSegment, bands: CurveBands, consecutive: number): FoundSegment {
  return {
    segment: {
      fromDay: found.fromDay,
      toDay: found.toDay,
      breakDay: found.breakDay,
      ...curvesInUnits(found.coefficients, Array.from(found.rmse), bands),
      count: found.count,
      magnitude: byBand(bands, (k, factor) => Math.abs(found.magnitudes[k]!) / factor),
    },
    ending:
      found.breakDay === null
        ? null
        : {
            day: found.breakDay,
            firstLookDay: found.firstLookDay,
            lastClearDay: found.lastClearDay,
            magnitude: signedMagnitude(found.magnitudes, bands),
            isConfirmed: true,
            confirmations: consecutive,
          },
  };
}

/** Curve units for one unit of the series. */
function factorOf({ names, units, isCelsius }: CurveBands, band: number): number {
  if (names[band] !== 'thermal') return units.reflectance;
  return (units.thermal?.factor ?? 1) * (isCelsius ? 10 : 1);
}

/** What the curve of 0 in the series' unit is. */
function thermalZero({ units, isCelsius }: CurveBands): number {
  const offset = units.thermal?.offset ?? 0;
  return isCelsius ? ZERO_CELSIUS - offset * 10 : -offset;
}

function byBand(bands: CurveBands, valueOf: (band: number, factor: number) => number): Record<string, number> {
  return Object.fromEntries(bands.names.map((name, k) => [name, valueOf(k, factorOf(bands, k))]));
}

function curvesInUnits(
  coefficients: readonly Float64Array[],
  rmse: readonly number[],
  bands: CurveBands,
): Pick<SeriesSegment, 'coefficients' | 'rmse'> {
  const inUnits = bands.names.map((name, k) => {
    const factor = factorOf(bands, k);
    const own = Array.from(coefficients[k]!, (value) => value / factor);
    if (name === 'thermal') own[0]! += thermalZero(bands) / factor;
    return [name, own] as const;
  });
  return { coefficients: Object.fromEntries(inUnits), rmse: byBand(bands, (k, factor) => rmse[k]! / factor) };
}

/**
 * Length of the change over the bands that are tested, in units of the series. Of reflectances it is negative where the
 * near infrared falls against the red: vegetation lost.
 */
function signedMagnitude(magnitudes: Float64Array, bands: CurveBands): number {
  const { names, detection, units } = bands;
  if (names.length === 1) return magnitudes[0]! / units.reflectance;
  const length = Math.hypot(...detection.map((k) => magnitudes[k]!)) / units.reflectance;
  const [red, nir] = [names.indexOf('red'), names.indexOf('nir')];
  const greening = red >= 0 && nir >= 0 ? magnitudes[nir]! - magnitudes[red]! : magnitudes[detection[0]!]!;
  return greening < 0 ? -length : length;
}

/** What segments say of a pixel. */
export function outcomeOfSegments(found: readonly FoundSegment[]): PixelOutcome {
  const [first] = found;
  const isWatched = found.some(({ segment }) => !SIMPLE.includes(segment.quality ?? 0));
  const names = Object.keys(first?.segment.coefficients ?? {});
  const [only] = names.length === 1 ? names : [];
  return {
    notAssessed: first === undefined ? 'tooFewObservations' : isWatched ? null : reasonOf(first.segment.quality),
    breaks: found.flatMap(({ ending }) => (ending === null ? [] : [ending])),
    history:
      first === undefined
        ? null
        : { fromDay: first.segment.fromDay, toDay: first.segment.toDay, count: first.segment.count ?? 0 },
    sigma: only === undefined ? null : first!.segment.rmse[only]!,
    coefficients: only === undefined ? [] : first!.segment.coefficients[only]!,
    segments: found.map(({ segment }) => segment),
  };
}

const SIMPLE: readonly number[] = [CURVE.start, CURVE.end, CURVE.insufficientClear, CURVE.persistentSnow];

const reasonOf = (quality: number | undefined) =>
  quality === CURVE.insufficientClear || quality === CURVE.persistentSnow ? 'tooFewObservations' : 'unstableHistory';
