import type { Run, RunStatus } from '#domain/run.js';

type RunState = Pick<Run, 'id' | 'status' | 'chunksDone' | 'chunksTotal' | 'alertCount'>;

/** What the server says while a run goes on. */
export type RunNews = RunState;

export function isUnderWay(status: RunStatus): boolean {
  return status !== 'done' && status !== 'failed';
}

/** Share of the whole run each step begins at: detection, the long one, has the most room. */
const BEGINS_AT: Readonly<Record<RunStatus, number>> = {
  queued: 0,
  planning: 0.02,
  detecting: 0.1,
  joining: 0.85,
  judging: 0.93,
  done: 1,
  failed: 1,
};

/** How far a run is, 0–1: the step it is in, and within detection the share of chunks done. */
export function progressOf(run: Pick<Run, 'status' | 'chunksDone' | 'chunksTotal'>): number {
  const begin = BEGINS_AT[run.status];
  if (run.status !== 'detecting' || run.chunksTotal === null || run.chunksTotal === 0) return begin;
  const done = Math.min(1, run.chunksDone / run.chunksTotal);
  return begin + done * (BEGINS_AT.joining - begin);
}

/** Puts news into the list of runs; news of an unknown run changes nothing (the list is asked for again instead). */
export function withNews<T extends RunState>(runs: readonly T[], news: RunNews): T[] {
  return runs.map((run) => (run.id === news.id ? { ...run, ...news } : run));
}

/** Progress over all runs under way, 0–1; null where none is. */
export function overallProgress(runs: readonly Pick<Run, 'status' | 'chunksDone' | 'chunksTotal'>[]): number | null {
  const active = runs.filter((run) => isUnderWay(run.status));
  if (active.length === 0) return null;
  return active.reduce((sum, run) => sum + progressOf(run), 0) / active.length;
}
