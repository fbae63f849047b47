import type { JobsOptions } from 'bullmq';
import type { JobName } from '#domain/job.js';

/** Every job kind has a queue of its own name. */
export const JOB_NAMES = [
  'planRun',
  'sceneToChange',
  'changeToPatches',
  'patchesToAlerts',
  'replayRun',
  'monitorWatchArea',
  'checkSchedules',
  'checkTerms',
] as const satisfies readonly JobName[];

/** Kinds that nobody asks for: the queue's own clock does, again and again. */
export const CLOCKED_JOBS = ['checkSchedules', 'checkTerms'] as const satisfies readonly JobName[];

/** Before every key in Redis. */
export const QUEUE_PREFIX = 'planwatch';

/** How often a job is tried where something it needs is away: over about two minutes. */
export const ATTEMPTS_WHEN_UNAVAILABLE = 8;
/** How often a job is tried that fails for a reason nobody foresaw. */
export const ATTEMPTS_AFTER_DEFECT = 3;
const FIRST_RETRY_MS = 1000;

/**
 * Finished jobs are removed at once, so that the same id can be queued again; what became of them stands in the
 * database.
 */
export const JOB_OPTIONS: JobsOptions = {
  attempts: ATTEMPTS_WHEN_UNAVAILABLE,
  backoff: { type: 'exponential', delay: FIRST_RETRY_MS },
  removeOnComplete: true,
  removeOnFail: true,
};

/**
 * A worker that dies holds its job this long at most; then, at the next check, another takes it up: 8 to 16 s after a
 * `kill -9`. Computing happens in threads, so a living worker renews in time; but joining a large run keeps the main
 * thread busy for seconds.
 */
export const LOCK_MS: Readonly<Record<JobName, number>> = {
  planRun: 8_000,
  sceneToChange: 8_000,
  changeToPatches: 20_000,
  patchesToAlerts: 8_000,
  replayRun: 8_000,
  monitorWatchArea: 8_000,
  checkSchedules: 8_000,
  checkTerms: 8_000,
};
export const STALLED_CHECK_MS = 4_000;
/** How many workers may die over one job before its run fails. */
export const MAX_DEATHS = 10;
