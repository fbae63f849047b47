import { NOT_ASSESSED } from '#domain/raster.js';
import { SERIES_REASON } from '#domain/series.js';
import { pixelRows, type BlockFields } from './blockFields.js';
import { BREAK, STATE } from './pixelState.js';
import { stepPixel, STRANGE_SIGMAS } from './pixelStep.js';
import { planRows, type ProcessPlan } from './processPlan.js';
import type { BlockLooks } from './watchBlock.js';

/** One followed value over a strip of a block. */
export interface LaterLooks {
  /** The later looks only; the followed value is the only band. */
  readonly looks: BlockLooks;
  readonly days: Int32Array;
  /** Place in the block of the strip's first pixel. */
  readonly first: number;
}

/**
 * Takes later looks in, in place. Pixels in which nothing happens cost a few numbers each; the others are brought together
 * and gone through like any series.
 * @returns pixels of the strip that may have enough looks since a break for a new history: only the whole series can tell
 */
export function continueBlock(plan: ProcessPlan, block: BlockFields, later: LaterLooks): number[] {
  const { looks, days, first } = later;
  if (!looks.reason.includes(NOT_ASSESSED.clear)) return [];
  const rows = planRows(plan, days);
  const values = looks.values[0]!;
  const takeQuickly = quickWay(plan, block, rows);
  const { gather, scatter } = pixelRows(block);
  const own = new Float32Array(plan.layout.fields);
  const unsettled: number[] = [];
  for (let pixel = 0; pixel < looks.pixels; pixel++) {
    const place = first + pixel;
    let isGathered = false;
    let mayRearm = false;
    for (let date = 0; date < days.length; date++) {
      const at = date * looks.pixels + pixel;
      const value = values[at]!;
      if (looks.reason[at] !== NOT_ASSESSED.clear || value - value !== 0) continue;
      if (!isGathered && takeQuickly?.(place, date, days[date]!, value) === true) continue;
      if (!isGathered) gather(place, own);
      isGathered = true;
      mayRearm = stepPixel(plan, { day: days[date]!, value, rows, row: date }, own, 0) || mayRearm;
    }
    if (isGathered) scatter(place, own);
    if (mayRearm) unsettled.push(pixel);
  }
  return unsettled;
}

type TakeLook = (pixel: number, date: number, day: number, value: number) => boolean;

/**
 * What `stepPixel` does to a pixel that is watched and stays inside its boundary, or waits after a break, without bringing
 * its numbers together; null where the process is no plain sum of residuals.
 */
function quickWay(plan: ProcessPlan, block: BlockFields, rows: Float64Array): TakeLook | null {
  const { layout, width, residualProcess, maximumGapDays, rearmDays } = plan;
  const limit = residualProcess.watchedBoundaries?.at;
  if (limit === undefined || residualProcess.isStrange !== undefined || layout.logCapacity > 0) return null;
  const most = maximumGapDays === 0 ? Infinity : maximumGapDays;
  const coefficients = Array.from({ length: width }, (_, k) => block.of(layout.coefficients + k));
  const [seens, processes, boundaries] = [STATE.seen, STATE.process, STATE.boundary].map(block.changing);
  const [lastClears, lastLooks] = [STATE.lastClearDay, STATE.lastLookDay].map(block.changing);
  // What single pixels change in these behind the quick way's back is of pixels that it has done with.
  const [reasons, sigmas, counts, waits] = [STATE.reason, STATE.sigma, STATE.historyCount, STATE.isWaiting].map(
    block.of,
  );
  const [candidateDays, breakCounts] = [STATE.candidateDay, STATE.breakCount].map(block.of);
  const noteStrange = strangeStretches(block);
  let sinceBreak: Float32Array | null = null;

  const wait = (pixel: number, day: number): boolean => {
    const entry = STATE.breaks + (breakCounts![pixel]! - 1) * BREAK.fields;
    if (rearmDays > 0 && day - block.of(entry + BREAK.firstLook)[pixel]! >= rearmDays) return false;
    sinceBreak ??= block.changing(STATE.clearSinceBreak);
    sinceBreak[pixel]! += 1;
    lastClears![pixel] = day;
    lastLooks![pixel] = day;
    return true;
  };

  return (pixel, date, day, value) => {
    const lastLook = lastLooks![pixel]!;
    const isWatched = reasons![pixel] === SERIES_REASON.assessed && day !== lastLook && day - lastLook <= most;
    if (!isWatched || candidateDays![pixel] !== 0) return false;
    if (waits![pixel] === 1) return wait(pixel, day);
    let predicted = 0;
    for (let k = 0; k < width; k++) predicted += coefficients[k]![pixel]! * rows[date * width + k]!;
    const residual = value - predicted;
    const sigma = sigmas![pixel]!;
    const count = counts![pixel]!;
    const seen = seens![pixel]! + 1;
    const scale = Math.fround(sigma * Math.sqrt(count));
    const sum = Math.fround(processes![pixel]! + Math.fround(Math.fround(residual) / scale));
    const boundary = Math.fround(limit(count, seen));
    if (Math.abs(sum) >= boundary) return false;
    noteStrange(pixel, day, residual, Math.abs(residual) > STRANGE_SIGMAS * sigma, lastClears![pixel]!);
    seens![pixel] = seen;
    processes![pixel] = sum;
    boundaries![pixel] = boundary;
    lastClears![pixel] = day;
    lastLooks![pixel] = day;
    return true;
  };
}

/** Follows stretches of strange residuals of one sign as `stepPixel` does. */
function strangeStretches(block: BlockFields) {
  const numbers = [STATE.strangeDay, STATE.strangeLastClear, STATE.strangeSum, STATE.strangeCount];
  let [days, lastClears, sums, counts] = numbers.map(block.of);
  let isChanging = false;
  return (pixel: number, day: number, residual: number, isStrange: boolean, lastClearDay: number): void => {
    const isUnderWay = days![pixel] !== 0;
    if (!isStrange && !isUnderWay) return;
    if (!isChanging) [days, lastClears, sums, counts] = numbers.map(block.changing);
    isChanging = true;
    const isContinued = isStrange && isUnderWay && residual > 0 === sums![pixel]! > 0;
    if (!isContinued) {
      days![pixel] = isStrange ? day : 0;
      lastClears![pixel] = isStrange ? lastClearDay : 0;
      sums![pixel] = 0;
      counts![pixel] = 0;
    }
    if (!isStrange) return;
    sums![pixel]! += residual;
    counts![pixel]! += 1;
  };
}
