import type { MonitorName } from '#domain/series.js';
import type { HistoryMethod } from './historyModel.js';
import type { ParameterDescription } from '../scene-to-change/detector.js';
import type { StateArray } from './pixelState.js';
import type { RocVariant } from './stableHistory.js';

/** What a look did to a process. */
export const STEP = { leftOut: 0, inside: 1, beyond: 2 } as const;
export type Step = (typeof STEP)[keyof typeof STEP];

/**
 * A process of residuals that is held against a boundary. Pure; in `state`, the common numbers of the pixel stand from `at`
 * on, its own from `own` on.
 */
export interface ResidualProcess {
  /** Numbers of its own for a history of at most this many looks. */
  ownFields(historyLooks: number): number;
  /** Whether a history of this many looks is enough. */
  isEnough(historyLooks: number): boolean;
  /**
   * Begins after the history.
   * @param residuals response minus prediction
   * @returns whether the history already lies beyond the boundary
   */
  begin(residuals: Float64Array, state: StateArray, at: number, own: number): boolean;
  /** Takes a look in: updates `STATE.process`, `STATE.boundary`, `STATE.seen` and its own numbers. */
  step(residual: number, state: StateArray, at: number, own: number): Step;
  /**
   * Takes looks in one after the other, as `step` would, up to the first that would lie beyond the boundary, which is not
   * taken in. For rasters, where most pixels stay inside: nothing but the process is kept.
   * @returns number of the first look beyond; `count` where there is none; -1, with nothing taken in, where one would be left
   *   out
   */
  readonly scan?: (residuals: Float64Array, count: number, state: Float32Array, at: number, own: number) => number;
  /**
   * Of a plain sum of residuals over sigma and the root of the history's length, whose boundary depends on counts alone: what
   * a kernel needs to follow it. `table(historyDates, laterDates)`: as `WatchedSum.boundaries`; `at`: one of them.
   */
  readonly watchedBoundaries?: {
    readonly historySign: 1 | -1;
    readonly table: (historyDates: number, laterDates: number) => Float64Array;
    readonly at: (historyLooks: number, seen: number) => number;
  };
  /** Whether a residual tells of change by itself; left out: beyond two sigma. */
  readonly isStrange?: (residual: number, state: StateArray, at: number, own: number) => boolean;
}

/** One method that follows a process of residuals. */
export interface ProcessMethod {
  readonly name: MonitorName;
  readonly version: string;
  /** Papers and programs behind it. */
  readonly source: string;
  readonly defaultOrder: number;
  readonly design: 'calendar' | 'regular';
  readonly variant: RocVariant;
  readonly defaultHistory: HistoryMethod;
  readonly defaultOutlierLimit: number;
  /** Of its own, beside those that all such methods share. */
  readonly parameters: Readonly<Record<string, ParameterDescription>>;
  /**
   * Standard deviation of the history's residuals: about their mean, over the count (`count`) or the count less the
   * regressors (`freedom`); or about zero over the latter (`freedomAboutZero`).
   */
  readonly sigma: 'count' | 'freedom' | 'freedomAboutZero';
  /** Whether a magnitude is the median of all residuals after the history, instead of the mean of those that show the break. */
  readonly hasMedianMagnitude: boolean;
  /** @throws BadInputError where a parameter cannot be used */
  residualProcess(parameter: ParameterReader): ResidualProcess;
}

export interface ParameterReader {
  readonly number: (name: string) => number;
  readonly word: (name: string) => string;
}
