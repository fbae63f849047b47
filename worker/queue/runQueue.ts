import { FlowProducer, Queue } from 'bullmq';
import type { Redis } from 'ioredis';
import { UnavailableError } from '#domain/errors.js';
import { jobIdOf, type Job, type JobName } from '#domain/job.js';
import type { OutboxMessage } from '#store/outbox.js';
import { CLOCKED_JOBS, JOB_NAMES, JOB_OPTIONS, QUEUE_PREFIX } from './jobOptions.js';

/** Jobs of one kind by state. */
export interface JobCounts {
  readonly waiting: number;
  readonly active: number;
  readonly delayed: number;
  /** Joins that wait for their chunks. */
  readonly waitingForChunks: number;
}

export type QueueStatus = Readonly<Record<JobName, JobCounts>>;

/** The producing side of the queue. */
export interface RunQueue {
  /** Queues what a message asks for. What is queued already stays as it is. @throws UnavailableError */
  deliver(message: OutboxMessage): Promise<void>;
  /** True where the job waits, is delayed, or is being worked on. @throws UnavailableError */
  holds(job: Job): Promise<boolean>;
  /** @throws UnavailableError */
  status(): Promise<QueueStatus>;
  /** Has schedules and terms checked again and again, by one worker of all at a time. @throws UnavailableError */
  keepClock(everyMs: number): Promise<void>;
  close(): Promise<void>;
}

const ANSWER_WITHIN_MS = 10_000;

/** Opens the queue over connections of its own, made like `redis`. */
export function openRunQueue(redis: Redis): RunQueue {
  const connection = redis.duplicate({ maxRetriesPerRequest: 2 });
  connection.on('error', () => {}); // each command that fails says so itself
  const options = { connection, prefix: QUEUE_PREFIX };
  const queues = new Map<JobName, Queue>(
    JOB_NAMES.map((name) => [name, new Queue(name, { ...options, defaultJobOptions: JOB_OPTIONS })]),
  );
  const flows = new FlowProducer(options);

  /** Every job kind has one. */
  const queueOf = (name: JobName): Queue => queues.get(name)!;

  async function deliver(message: OutboxMessage): Promise<void> {
    if (message.topic === 'changeToPatches') return deliverDetection(flows, message.payload);
    const job = { name: message.topic, data: message.payload } as Job;
    await queueOf(job.name).add(job.name, job.data, { jobId: jobIdOf(job) });
  }

  return {
    deliver: (message) => answered(deliver(message)),
    holds: (job) =>
      answered(
        queueOf(job.name)
          .getJobState(jobIdOf(job))
          .then((state) => state !== 'unknown'),
      ),
    status: () => answered(statusOf(queues)),
    async keepClock(every) {
      for (const name of CLOCKED_JOBS) {
        const isKept = (await answered(queueOf(name).getJobScheduler(name))) !== undefined;
        if (isKept) continue;
        await answered(queueOf(name).upsertJobScheduler(name, { every }, { name, data: {}, opts: JOB_OPTIONS }));
      }
    },
    async close() {
      await Promise.allSettled([...queues.values(), flows].map((each) => each.close()));
      connection.disconnect();
    },
  };
}

async function deliverDetection(
  flows: FlowProducer,
  { runId, chunks }: { readonly runId: string; readonly chunks: readonly number[] },
): Promise<void> {
  const join: Job = { name: 'changeToPatches', data: { runId } };
  const children = chunks.map((chunk) => {
    const job: Job = { name: 'sceneToChange', data: { runId, chunk } };
    const opts = { ...JOB_OPTIONS, jobId: jobIdOf(job), failParentOnFailure: true };
    return { name: job.name, queueName: job.name, data: job.data, opts };
  });
  const opts = { ...JOB_OPTIONS, jobId: jobIdOf(join) };
  await flows.add({ name: join.name, queueName: join.name, data: join.data, opts, children });
}

async function statusOf(queues: ReadonlyMap<JobName, Queue>): Promise<QueueStatus> {
  const counts = await Promise.all(
    [...queues].map(async ([name, queue]) => {
      const count = await queue.getJobCounts('waiting', 'active', 'delayed', 'waiting-children');
      const { waiting = 0, active = 0, delayed = 0 } = count;
      // The next check of the clock's always stands there, and nobody waits for it.
      const late = (CLOCKED_JOBS as readonly JobName[]).includes(name) ? 0 : delayed;
      return [name, { waiting, active, delayed: late, waitingForChunks: count['waiting-children'] ?? 0 }] as const;
    }),
  );
  return Object.fromEntries(counts) as Record<JobName, JobCounts>;
}

/** BullMQ waits for a lost Redis without end; whoever asks here holds a transaction or a request open meanwhile. */
async function answered<T>(command: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const tooLate = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer within ${ANSWER_WITHIN_MS} ms`)), ANSWER_WITHIN_MS);
  });
  try {
    return await Promise.race([command, tooLate]);
  } catch (error) {
    throw new UnavailableError('Redis does not answer', 'redis', { cause: error });
  } finally {
    clearTimeout(timer);
  }
}
