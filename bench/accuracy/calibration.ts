import { Matrix, solve } from 'ml-matrix';
import { recipeByName } from '#pipelines/recipes/recipes.js';
import { CALIBRATION, evidenceOf } from '#pipelines/change-to-patches/confidence.js';
import type { TruePairResult } from './detectTruePair.js';
import type { Family } from './families.js';

/** A reported patch of a labelled pair. */
export interface LabelledPatch {
  readonly detector: string;
  /** The pair it is of. */
  readonly tile: string;
  /** Mean score over the cut. */
  readonly scoreOverCut: number;
  /** 0–1, as reported. */
  readonly confidence: number;
  /** Whether at least half of it really changed. */
  readonly isReal: boolean;
}

/** The reported patches of a pair whose truth says what changed. Where only standing buildings are known, none could be real. */
export function labelledPatches(family: Family, name: string, result: TruePairResult): LabelledPatch[] {
  if (family.pairs[0]!.coding === 'standing') return [];
  return result.judgedPatches.map(({ confidence, scoreOverCut, changedShare }) => ({
    detector: recipeByName(result.recipe).detector,
    tile: `${family.name} ${name}`,
    scoreOverCut,
    confidence,
    isReal: changedShare >= 0.5,
  }));
}

export interface Calibration {
  readonly slope: number;
  readonly intercept: number;
  readonly offsets: Readonly<Record<string, number>>;
}

/** A tile of many patches counts as so many at most, so that one picture does not outweigh all others. */
const HEAVIEST_TILE = 20;
/** Ridge on the offsets of detectors; slope and intercept are all but free. */
const OFFSET_RIDGE = 1;
const FREE_RIDGE = 0.02;
const ROUNDS = 100;

/**
 * Log odds of being real as a straight line of the evidence, one slope for all detectors and an offset for each.
 * @source Platt 1999; penalised as le Cessie & van Houwelingen 1992, Applied Statistics 41(1), 191–201
 */
export function fitCalibration(patches: readonly LabelledPatch[]): Calibration {
  const detectors = [...new Set(patches.map(({ detector }) => detector))].toSorted();
  const weights = weightsOf(patches);
  const rows = patches.map(({ detector, scoreOverCut }) => [
    1,
    evidenceOf(scoreOverCut),
    ...detectors.map((name) => (name === detector ? 1 : 0)),
  ]);
  const size = detectors.length + 2;
  const ridge = Array.from({ length: size }, (_, k) => (k < 2 ? FREE_RIDGE : OFFSET_RIDGE));
  const found = new Float64Array(size);
  for (let round = 0; round < ROUNDS; round++) {
    const gradient = ridge.map((penalty, k) => penalty * found[k]!);
    const curvature = Matrix.diag(ridge);
    rows.forEach((row, i) => {
      const chance = 1 / (1 + Math.exp(-row.reduce((sum, value, k) => sum + value * found[k]!, 0)));
      const residual = weights[i]! * (chance - Number(patches[i]!.isReal));
      const spread = weights[i]! * chance * (1 - chance);
      row.forEach((value, k) => {
        gradient[k]! += residual * value;
        row.forEach((other, m) => curvature.set(k, m, curvature.get(k, m) + spread * value * other));
      });
    });
    const step = solve(curvature, Matrix.columnVector(gradient)).to1DArray();
    step.forEach((value, k) => (found[k]! -= value));
    if (Math.max(...step.map(Math.abs)) < 1e-9) break;
  }
  const offsets = Object.fromEntries(detectors.map((name, k) => [name, found[k + 2]!]));
  return { intercept: found[0]!, slope: found[1]!, offsets };
}

function weightsOf(patches: readonly LabelledPatch[]): number[] {
  const counts = new Map<string, number>();
  for (const { tile } of patches) counts.set(tile, (counts.get(tile) ?? 0) + 1);
  return patches.map(({ tile }) => Math.min(1, HEAVIEST_TILE / counts.get(tile)!));
}

export const chanceBy = ({ slope, intercept, offsets }: Calibration, patch: LabelledPatch): number =>
  1 / (1 + Math.exp(-(intercept + (offsets[patch.detector] ?? 0) + slope * evidenceOf(patch.scoreOverCut))));

/** What is said beside what is, in one class of confidence. */
export interface ReliabilityRow {
  readonly from: number;
  readonly to: number;
  readonly patches: number;
  readonly tiles: number;
  /** Weighted means, 0–1. */
  readonly said: number;
  readonly real: number;
}

export interface Reliability {
  readonly rows: readonly ReliabilityRow[];
  /** Mean squared error of the chance, 0–1: 0 best. Brier 1950. */
  readonly brier: number;
}

const CLASSES = [0, 0.5, 0.7, 0.85, 0.95, 1] as const;

export function reliabilityOf(patches: readonly LabelledPatch[], chances: readonly number[]): Reliability {
  const weights = weightsOf(patches);
  const mean = (of: (i: number) => number, among: readonly number[]): number =>
    among.reduce((sum, i) => sum + weights[i]! * of(i), 0) / among.reduce((sum, i) => sum + weights[i]!, 0);
  const all = [...patches.keys()];
  const rows = CLASSES.slice(1).flatMap((to, k) => {
    const from = CLASSES[k]!;
    const own = all.filter((i) => chances[i]! >= from && (chances[i]! < to || to === 1));
    if (own.length === 0) return [];
    const tiles = new Set(own.map((i) => patches[i]!.tile)).size;
    const said = mean((i) => chances[i]!, own);
    const real = mean((i) => Number(patches[i]!.isReal), own);
    return [{ from, to, patches: own.length, tiles, said, real }];
  });
  return { rows, brier: mean((i) => (chances[i]! - Number(patches[i]!.isReal)) ** 2, all) };
}

/** Chances of each tile's patches by what was fitted to all other tiles. */
export function chancesLeftOut(patches: readonly LabelledPatch[]): number[] {
  const byTile = new Map<string, Calibration>();
  return patches.map((patch) => {
    const known = byTile.get(patch.tile) ?? fitCalibration(patches.filter(({ tile }) => tile !== patch.tile));
    byTile.set(patch.tile, known);
    return chanceBy(known, patch);
  });
}

/** The largest difference of a coefficient in use from what these patches say. */
export function calibrationDrift(fitted: Calibration): number {
  const { slope, intercept, offsets } = CALIBRATION;
  return Math.max(
    Math.abs(fitted.slope - slope),
    Math.abs(fitted.intercept - intercept),
    ...Object.entries(fitted.offsets).map(([name, offset]) => Math.abs(offset - (offsets[name] ?? 0))),
  );
}
