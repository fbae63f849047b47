import type { Redis } from 'ioredis';
import type { Job } from '#domain/job.js';
import type { ServiceConfig } from '#runtime/config.js';
import { log } from '#runtime/log.js';
import { createSealing } from '#runtime/sealing.js';
import { hostsOf } from '#runtime/publicAddress.js';
import type { Db } from '#store/database.js';
import { failReplay } from '#store/replayWork.js';
import { failRun } from '#store/runProgress.js';
import { createChangeEngine } from './compute/engine.js';
import { createAreaWatch } from './compute/series/areaWatch.js';
import { changeToPatches } from './jobs/changeToPatches.js';
import { checkSchedules } from './jobs/checkSchedules.js';
import { checkTerms } from './jobs/checkTerms.js';
import { monitorWatchArea } from './jobs/monitorWatchArea.js';
import { patchesToAlerts } from './jobs/patchesToAlerts.js';
import { createPlanCache } from './jobs/planCache.js';
import { replayRun } from './jobs/replayRun.js';
import { planRun } from './jobs/planRun.js';
import { withoutRoot, type JobNeeds } from './jobs/need.js';
import { createProgressNotes } from './jobs/progressNotes.js';
import { sceneToChange } from './jobs/sceneToChange.js';
import { startDispatcher } from './queue/dispatcher.js';
import { startJobWorkers, type JobHandlers, type JobReport } from './queue/jobWorkers.js';
import { startReconciler } from './queue/reconciler.js';
import { openRunQueue } from './queue/runQueue.js';
import { createMailer } from './notices/mailer.js';
import { startMessages } from './notices/sendMessages.js';
import { startWebhooks } from './webhooks/deliverWebhooks.js';
import { createSignedPost, createWebhookSender } from './webhooks/sendWebhook.js';

export interface WorkerOptions {
  readonly db: Db;
  /** As `createRedis` makes it; the worker takes connections of its own from it. */
  readonly redis: Redis;
  readonly config: Pick<
    ServiceConfig,
    'databaseUrl' | 'dataDir' | 'secretKey' | 'computeThreads' | 'workerConcurrency' | 'webhookHosts'
  > &
    Partial<Pick<ServiceConfig, 'smtpUrl' | 'mailFrom' | 'publicUrl' | 'digestBudget'>>;
  /** Side of a chunk in pixels, a multiple of 64; default by the engine. Smaller chunks spread finer; results are the same. */
  readonly chunkSize?: number;
  /** Told of every try of every job. */
  readonly onJob?: (report: JobReport) => void;
  /** Instead of one made for this worker; the caller closes it. */
  readonly engine?: JobNeeds['engine'];
}

export interface RunningWorker {
  /**
   * Takes no new jobs, waits at most `graceMs` (default 10 s) for those at hand, ends the threads. What was not done is
   * taken up by another worker, or by the next. Closing again waits for the first closing.
   */
  close(graceMs?: number): Promise<void>;
}

const GRACE_MS = 10_000;
const DEFAULT_DIGEST_BUDGET = 20;

/** Starts one worker process: takes jobs from the queue, and moves what the outbox holds into it. */
export function startWorker({ db, redis, config, chunkSize, onJob, engine }: WorkerOptions): RunningWorker {
  const own = engine === undefined ? createChangeEngine({ threads: config.computeThreads }) : null;
  const series = createAreaWatch({ threads: config.computeThreads, rasterRoot: config.dataDir });
  const queue = openRunQueue(redis);
  const need = { db, engine: engine ?? own!, series, rasterRoot: config.dataDir, chunkSize };
  const handlers = jobHandlers(need, config.digestBudget ?? DEFAULT_DIGEST_BUDGET);
  const workers = startJobWorkers({
    redis,
    handlers,
    concurrency: config.workerConcurrency,
    giveUp: (job, message) => giveUp(db, job, withoutRoot(message, config.dataDir)),
    onJob,
  });
  const dispatcher = startDispatcher({ db, databaseUrl: config.databaseUrl, queue });
  const reconciler = startReconciler({ db, queue });
  const sealing = createSealing(config);
  const hosts = hostsOf(config.webhookHosts);
  const webhooks = startWebhooks({ db, sealing, send: createWebhookSender(hosts, sealing) });
  const mailer = mailerOf(config);
  const messages = startMessages({ db, mailer, sealing, post: createSignedPost(hosts) });
  log().info({ threads: config.computeThreads, concurrency: config.workerConcurrency }, 'Worker:Start:Done');
  const close = async (graceMs: number): Promise<void> => {
    await Promise.all([reconciler.close(), webhooks.close(), messages.close(), workers.close(graceMs)]);
    mailer?.close();
    await dispatcher.close();
    await queue.close();
    await Promise.all([own?.close(), series.close()]);
    log().info('Worker:Close:Done');
  };
  let closed: Promise<void> | null = null;
  return { close: (graceMs = GRACE_MS) => (closed ??= close(graceMs)) };
}

function mailerOf({ smtpUrl = null, mailFrom = 'planwatch@localhost', publicUrl = null }: WorkerOptions['config']) {
  return smtpUrl === null ? null : createMailer({ smtpUrl, mailFrom, publicUrl });
}

async function giveUp(db: Db, job: Job, message: string): Promise<void> {
  if (job.name === 'replayRun') await failReplay(db, job.data.replayId, message);
  else if ('runId' in job.data) await failRun(db, job.data.runId, message);
}

function jobHandlers(need: JobNeeds, digestBudget: number): JobHandlers {
  const chunkNeed = { ...need, plans: createPlanCache(need.db), progress: createProgressNotes(need.db) };
  return {
    planRun: (data) => planRun(need, data),
    sceneToChange: (data) => sceneToChange(chunkNeed, data),
    changeToPatches: (data) => changeToPatches(need, data),
    patchesToAlerts: (data) => patchesToAlerts(need, data),
    replayRun: (data) => replayRun(need, data),
    monitorWatchArea: (data) => monitorWatchArea(need, data),
    checkSchedules: () => checkSchedules(need),
    checkTerms: () => checkTerms({ db: need.db, digestBudget }, new Date().toISOString()),
  };
}
