import { UnrecoverableError, Worker, type Job as QueuedJob } from 'bullmq';
import type { Redis } from 'ioredis';
import type { Job, JobDataOf, JobName } from '#domain/job.js';
import { log, withLogFields } from '#runtime/log.js';
import { judgeFailure } from './failures.js';
import { JOB_NAMES, LOCK_MS, MAX_DEATHS, QUEUE_PREFIX, STALLED_CHECK_MS } from './jobOptions.js';

/** What does the work of each kind of job. Each may run twice, also at the same time. */
export type JobHandlers = { readonly [N in JobName]: (data: JobDataOf<N>) => Promise<void> };

/** One try of one job, for metrics. */
export interface JobReport {
  readonly name: JobName;
  readonly outcome: 'done' | 'badInput' | 'unavailable' | 'defect';
  readonly seconds: number;
}

export interface JobWorkersOptions {
  readonly redis: Redis;
  readonly handlers: JobHandlers;
  /** Plans, and chunks, worked on at a time; the rest goes one by one. */
  readonly concurrency: number;
  /** Ends the run or the replay of a job that is given up. */
  readonly giveUp: (job: Job, message: string) => Promise<unknown>;
  readonly onJob?: ((report: JobReport) => void) | undefined;
}

/** Kinds that compute in threads. */
const CONCURRENT_JOBS: ReadonlySet<JobName> = new Set(['planRun', 'sceneToChange']);

/** What the workers of one process know of each other. */
interface Shift {
  readonly running: Set<Promise<void>>;
  /** The process ends without waiting: what fails from now on fails because of that. */
  isAbandoned: boolean;
}

/** Takes jobs of every kind from the queue and runs their handlers. */
export function startJobWorkers(options: JobWorkersOptions): { close(graceMs: number): Promise<void> } {
  const shift: Shift = { running: new Set(), isAbandoned: false };
  const workers = JOB_NAMES.map((name) => startWorkerOf(name, options, shift));
  return {
    /** Takes no new jobs and waits `graceMs` for those at hand; what is not done by then, another worker takes up. */
    async close(graceMs) {
      await Promise.all(workers.map((worker) => worker.pause(true)));
      shift.isAbandoned = !(await settledWithin(shift.running, graceMs));
      if (shift.isAbandoned) log().warn({ jobs: shift.running.size }, 'Worker:Close:Forced');
      await Promise.all(workers.map((worker) => worker.close(shift.isAbandoned)));
    },
  };
}

async function settledWithin(running: ReadonlySet<Promise<void>>, graceMs: number): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const timeIsUp = new Promise<false>((resolve) => {
    timer = setTimeout(() => resolve(false), graceMs);
  });
  const settled = Promise.allSettled(running).then(() => true);
  const isSettled = await Promise.race([settled, timeIsUp]);
  clearTimeout(timer);
  return isSettled;
}

function startWorkerOf(name: JobName, options: JobWorkersOptions, shift: Shift): Worker {
  const work = (job: QueuedJob): Promise<void> => {
    const running = runJob(name, job, options, shift).finally(() => shift.running.delete(running));
    shift.running.add(running);
    return running;
  };
  const worker = new Worker(name, work, {
    connection: options.redis,
    prefix: QUEUE_PREFIX,
    concurrency: CONCURRENT_JOBS.has(name) ? options.concurrency : 1,
    lockDuration: LOCK_MS[name],
    stalledInterval: STALLED_CHECK_MS,
    maxStalledCount: MAX_DEATHS,
  });
  worker.on('error', (error) => log().warn({ err: error, job: name }, 'Queue:Connection:Failed'));
  worker.on('stalled', (jobId) => log().warn({ jobId }, 'Job:Stalled'));
  worker.on('failed', (job, error) => void endRunOfLostJob(job, error, options));
  return worker;
}

async function runJob(name: JobName, job: QueuedJob, options: JobWorkersOptions, shift: Shift): Promise<void> {
  const data = job.data as JobDataOf<JobName>;
  const handle = options.handlers[name] as (data: JobDataOf<JobName>) => Promise<void>;
  const started = performance.now();
  const report = (outcome: JobReport['outcome']): void =>
    options.onJob?.({ name, outcome, seconds: (performance.now() - started) / 1000 });
  await withLogFields({ job: name, ...data }, async () => {
    try {
      await handle(data);
      report('done');
      log().debug('Job:Run:Done');
    } catch (error) {
      if (shift.isAbandoned) throw error;
      const verdict = judgeFailure(error, job.attemptsMade + 1);
      report(verdict.kind);
      log()[verdict.kind === 'defect' ? 'error' : 'warn']({ err: error, verdict }, 'Job:Run:Failed');
      if (verdict.isRetried) throw error;
      await options.giveUp({ name, data } as Job, verdict.message);
      throw new UnrecoverableError(verdict.message);
    }
  });
}

/** BullMQ itself gives a job up when too many workers died over it; no handler sees that. */
async function endRunOfLostJob(job: QueuedJob | undefined, error: Error, options: JobWorkersOptions): Promise<void> {
  if (job === undefined || !/stalled more than/.test(error.message)) return;
  const message = `internal error: ${MAX_DEATHS} worker processes ended while they worked on ${job.id}`;
  log().error({ jobId: job.id }, 'Job:Run:GivenUp');
  await options
    .giveUp({ name: job.name, data: job.data } as Job, message)
    .catch((cause: unknown) => log().error({ err: cause, jobId: job.id }, 'Run:Fail:Failed'));
}
