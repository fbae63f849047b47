import { screeningResiduals, yatsmScreening } from './cloudScreening.js';
import { crossProducts, responseProducts, type Window } from './crossProducts.js';
import { interceptOf, lasso, ordinaryCoefficients } from './lasso.js';

/** What yatsm's CCDC-like search is told. The defaults of its parameters are in `ccdc.ts`. */
export interface YatsmSettings {
  readonly detectionBands: readonly number[];
  /** Bands that clouds (first) and shadows (second) are screened in; null: no screening. */
  readonly screeningBands: readonly [cloud: number, shadow: number] | null;
  /** Looks in a row that must leave the model. */
  readonly consecutive: number;
  /** Distance in root mean squares, over the bands together, that a look must leave the model by. */
  readonly threshold: number;
  readonly minObs: number;
  /** Smallest root mean square that distances are measured in, units of the bands. */
  readonly minRmse: number;
  /** Days after which the model is fitted anew. */
  readonly retrainDays: number;
  /** Units of the bands that a look may stand out of the screening model. */
  readonly screening: number;
  readonly penalty: number;
}

/** Looks with the regressors of one model. */
export interface RegressedLooks {
  readonly days: Float64Array;
  readonly values: readonly Float64Array[];
  /** `width` numbers a look, the first of them 1. */
  readonly rows: Float64Array;
  readonly width: number;
}

export interface YatsmSegment {
  readonly fromDay: number;
  readonly toDay: number;
  /** First look after the last of the segment; null where it lasts to the end. */
  readonly breakDay: number | null;
  /** First look that left the model (yatsm dates the break one look later), and the look before it. */
  readonly firstLookDay: number;
  readonly lastClearDay: number | null;
  readonly count: number;
  /** By band, in the order of the regressors. */
  readonly coefficients: readonly Float64Array[];
  readonly rmse: Float64Array;
  /** By band: mean of the tested looks less the model, in units of the band; 0 for bands that are not tested. */
  readonly magnitudes: Float64Array;
}

const YEAR_DAYS = 365.25;

interface Model {
  readonly coefficients: Float64Array;
  readonly rmse: number;
}

interface State {
  looks: RegressedLooks;
  models: (Model | null)[];
  start: number;
  here: number;
  trainedDay: number;
}

/**
 * The CCDC-like search of yatsm: a model of the first stable year, fitted anew once a year, that `consecutive` looks must
 * leave by more than the threshold.
 * @returns null where noise removal leaves too few looks to go on, as yatsm gives such a pixel up
 * @source Zhu & Woodcock 2014, RSE 144; Holden 2015, "Yet Another Time Series Model" (yatsm), `CCDCesque`
 */
export function yatsmSegments(whole: RegressedLooks, settings: YatsmSettings): YatsmSegment[] | null {
  const { consecutive, minObs } = settings;
  const segments: YatsmSegment[] = [];
  const state: State = { looks: whole, models: whole.values.map(() => null), start: 0, here: minObs, trainedDay: 0 };
  if (whole.days.length < minObs + consecutive) return null;
  let isMonitoring = false;
  const canMonitor = (): boolean => state.here < state.looks.days.length - consecutive - 1;
  while (state.here < state.looks.days.length) {
    while (!isMonitoring && canMonitor()) {
      const trained = train(state, settings);
      if (trained === null) return null;
      isMonitoring = trained;
      state.here += 1;
    }
    if (isMonitoring) refresh(state, settings);
    while (isMonitoring && canMonitor()) {
      refresh(state, settings);
      const broken = watch(state, settings);
      if (broken !== null) {
        segments.push(broken);
        isMonitoring = false;
        state.trainedDay = 0;
      }
      state.here += 1;
    }
    state.here += 1;
  }
  if (!isMonitoring) return segments;
  segments.push(segmentOf(state, { end: state.here - consecutive - 2, breakDay: null }));
  return segments;
}

/** @returns whether a stable model was found; null where nothing can be found any more */
function train(state: State, settings: YatsmSettings): boolean | null {
  const { looks, start } = state;
  const before = state.here;
  if (spanOf(state) <= YEAR_DAYS || before - start < looks.width) return false;
  const screened = screen(state, settings);
  if (screened === null) return false;
  state.here = start + screened.kept - 1;
  if (spanOf(state) < YEAR_DAYS) {
    state.here = before;
    return false;
  }
  if (state.here >= screened.looks.days.length) return null;
  const window = { from: start, to: state.here + 1 };
  const bands = settings.detectionBands;
  const models = fit(screened.looks, window, bands, settings.penalty);
  bands.forEach((band, k) => (state.models[band] = models[k]!));
  const distanceAt = (look: number): number => distance(screened.looks, state.models, settings, look);
  if (distanceAt(start) > settings.threshold || distanceAt(state.here) > settings.threshold) {
    state.start += 1;
    state.here = before;
    return false;
  }
  state.looks = screened.looks;
  return true;
}

const spanOf = ({ looks, start, here }: State): number => Math.abs(looks.days[here]! - looks.days[start]!);

function screen(state: State, settings: YatsmSettings): { looks: RegressedLooks; kept: number } | null {
  const { looks, start, here } = state;
  const { screeningBands, consecutive, minObs, screening } = settings;
  const window = { from: start, to: here + consecutive };
  const isKept = new Uint8Array(looks.days.length).fill(1);
  if (screeningBands !== null) {
    const years = Math.ceil(spanOf(state) / YEAR_DAYS);
    const [cloud, shadow] = screeningBands.map((band) =>
      screeningResiduals(looks.days, looks.values[band]!, window, years, yatsmScreening()),
    );
    for (let i = window.from; i < window.to; i++) {
      const isClear = cloud![i - start]! < screening && shadow![i - start]! > -screening;
      if (!isClear) isKept[i] = 0;
    }
  }
  let kept = 0;
  for (let i = start; i < here; i++) kept += isKept[i]!;
  return kept < minObs ? null : { looks: select(looks, isKept), kept };
}

function select(looks: RegressedLooks, isKept: Uint8Array): RegressedLooks {
  const { width, rows } = looks;
  if (!isKept.includes(0)) return looks;
  return {
    width,
    days: looks.days.filter((_, i) => isKept[i] === 1),
    values: looks.values.map((own) => own.filter((_, i) => isKept[i] === 1)),
    rows: rows.filter((_, at) => isKept[Math.floor(at / width)] === 1),
  };
}

function fit(looks: RegressedLooks, window: Window, bands: readonly number[], penalty: number): Model[] {
  const { rows, width, values } = looks;
  const sums = crossProducts(rows, width, width, window);
  return bands.map((band) => {
    const response = responseProducts(sums, rows, width, values[band]!, window);
    const found = penalty === 0 ? ordinaryCoefficients(sums, response) : lasso(sums, response, { penalty });
    const coefficients = new Float64Array(width);
    coefficients[0] = interceptOf(sums, response, found);
    coefficients.set(found, 1);
    let squares = 0;
    for (let i = window.from; i < window.to; i++) squares += (values[band]![i]! - predict(looks, coefficients, i)) ** 2;
    return { coefficients, rmse: Math.sqrt(squares / (window.to - window.from)) };
  });
}

function predict({ rows, width }: RegressedLooks, coefficients: Float64Array, look: number): number {
  let sum = 0;
  for (let k = 0; k < width; k++) sum += coefficients[k]! * rows[look * width + k]!;
  return sum;
}

function distance(
  looks: RegressedLooks,
  models: readonly (Model | null)[],
  { detectionBands, minRmse }: YatsmSettings,
  look: number,
): number {
  let sum = 0;
  for (const band of detectionBands) {
    const { coefficients, rmse } = models[band]!;
    sum += ((looks.values[band]![look]! - predict(looks, coefficients, look)) / Math.max(minRmse, rmse)) ** 2;
  }
  return Math.sqrt(sum);
}

/** Fits all bands anew where the models are older than they may be. */
function refresh(state: State, { retrainDays, penalty }: YatsmSettings): void {
  const { looks, start, here } = state;
  if (!(Math.abs(looks.days[here]! - state.trainedDay) > retrainDays)) return;
  state.models = fit(
    looks,
    { from: start, to: here + 1 },
    looks.values.map((_, band) => band),
    penalty,
  );
  state.trainedDay = looks.days[here]!;
}

/** Tests the look at hand and those after it; takes it out where it is noise. @returns the segment that a break ends */
function watch(state: State, settings: YatsmSettings): YatsmSegment | null {
  const { looks, models, here } = state;
  const first = distance(looks, models, settings, here);
  if (!(first > settings.threshold)) return null;
  for (let k = 1; k < settings.consecutive; k++) {
    if (distance(looks, models, settings, here + k) > settings.threshold) continue;
    const isKept = new Uint8Array(looks.days.length).fill(1);
    isKept[here] = 0;
    state.looks = select(looks, isKept);
    state.here -= 1;
    return null;
  }
  const segment = segmentOf(state, { end: here, breakDay: looks.days[here + 1]! }, settings);
  state.start = here + 1;
  return segment;
}

function segmentOf(
  { looks, models, start, here }: State,
  { end, breakDay }: { end: number; breakDay: number | null },
  settings: YatsmSettings | null = null,
): YatsmSegment {
  const magnitudes = new Float64Array(looks.values.length);
  for (const band of settings?.detectionBands ?? []) {
    for (let k = 0; k < settings!.consecutive; k++) {
      const difference = looks.values[band]![here + k]! - predict(looks, models[band]!.coefficients, here + k);
      magnitudes[band]! += difference / settings!.consecutive;
    }
  }
  return {
    fromDay: looks.days[start]!,
    toDay: looks.days[end]!,
    breakDay,
    firstLookDay: looks.days[end]!,
    lastClearDay: end > start ? looks.days[end - 1]! : null,
    count: end - start + 1,
    coefficients: models.map((model) => model!.coefficients),
    rmse: Float64Array.from(models, (model) => model!.rmse),
    magnitudes,
  };
}
