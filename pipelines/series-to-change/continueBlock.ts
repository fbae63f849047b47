import { NOT_ASSESSED } from '#domain/raster.js';
import { SERIES_REASON } from '#domain/series.js';
import { BREAK, STATE } from './pixelState.js';
import { stepPixel, STRANGE_SIGMAS } from './pixelStep.js';
import { planRows, type ProcessPlan } from './processPlan.js';
import type { BlockLooks } from './watchBlock.js';

/** Numbers of a block's pixels, field by field: that of pixel `p` in field `f` stands at `f * pixels + p`. */
export interface BlockNumbers {
  readonly numbers: Float32Array;
  /** Of the whole block. */
  readonly pixels: number;
}

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
export function continueBlock(plan: ProcessPlan, block: BlockNumbers, later: LaterLooks): number[] {
  const { looks, days, first } = later;
  const rows = planRows(plan, days);
  const values = looks.values[0]!;
  const takeQuickly = quickWay(plan, block, rows);
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
      if (!isGathered) gather(block, place, own);
      isGathered = true;
      mayRearm = stepPixel(plan, { day: days[date]!, value, rows, row: date }, own, 0) || mayRearm;
    }
    if (isGathered) scatter(block, place, own);
    if (mayRearm) unsettled.push(pixel);
  }
  return unsettled;
}

/** A pixel's numbers in a row. */
export function gather({ numbers, pixels }: BlockNumbers, pixel: number, own: Float32Array, at = 0): void {
  const fields = numbers.length / pixels;
  for (let field = 0; field < fields; field++) own[at + field] = numbers[field * pixels + pixel]!;
}

function scatter({ numbers, pixels }: BlockNumbers, pixel: number, own: Float32Array): void {
  for (let field = 0; field < own.length; field++) numbers[field * pixels + pixel] = own[field]!;
}

type TakeLook = (pixel: number, date: number, day: number, value: number) => boolean;

/**
 * What `stepPixel` does to a pixel that is watched and stays inside its boundary, or waits after a break, without bringing
 * its numbers together; null where the process is no plain sum of residuals.
 */
function quickWay(plan: ProcessPlan, { numbers, pixels }: BlockNumbers, rows: Float64Array): TakeLook | null {
  const { layout, width, residualProcess, maximumGapDays, rearmDays } = plan;
  const limit = residualProcess.watchedBoundaries?.at;
  if (limit === undefined || layout.logCapacity > 0) return null;
  const most = maximumGapDays === 0 ? Infinity : maximumGapDays;
  const field = (number: number): Float32Array => numbers.subarray(number * pixels, (number + 1) * pixels);
  const coefficients = Array.from({ length: width }, (_, k) => field(layout.coefficients + k));
  const [reasons, sigmas, counts, seens] = [STATE.reason, STATE.sigma, STATE.historyCount, STATE.seen].map(field);
  const [processes, boundaries] = [STATE.process, STATE.boundary].map(field);
  const [lastClears, lastLooks] = [STATE.lastClearDay, STATE.lastLookDay].map(field);
  const [strangeDays, candidateDays] = [STATE.strangeDay, STATE.candidateDay].map(field);
  const [waits, sinceBreak, breakCounts] = [STATE.isWaiting, STATE.clearSinceBreak, STATE.breakCount].map(field);

  const wait = (pixel: number, day: number): boolean => {
    const entry = STATE.breaks + (breakCounts![pixel]! - 1) * BREAK.fields;
    const firstLook = numbers[(entry + BREAK.firstLook) * pixels + pixel]!;
    if (rearmDays > 0 && day - firstLook >= rearmDays) return false;
    sinceBreak![pixel]! += 1;
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
    if (strangeDays![pixel] !== 0 || Math.abs(residual) > STRANGE_SIGMAS * sigma) return false;
    const count = counts![pixel]!;
    const seen = seens![pixel]! + 1;
    const scale = Math.fround(sigma * Math.sqrt(count));
    const sum = Math.fround(processes![pixel]! + Math.fround(Math.fround(residual) / scale));
    const boundary = Math.fround(limit(count, seen));
    if (Math.abs(sum) >= boundary) return false;
    seens![pixel] = seen;
    processes![pixel] = sum;
    boundaries![pixel] = boundary;
    lastClears![pixel] = day;
    lastLooks![pixel] = day;
    return true;
  };
}
