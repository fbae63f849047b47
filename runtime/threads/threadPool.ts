import { Worker } from 'node:worker_threads';
import { UnavailableError } from '#domain/errors.js';
import { fromWire, type WireError } from './wireError.js';

/** What the pool sends to a thread. */
export interface TaskMessage<Task> {
  readonly id: number;
  readonly task: Task;
}

/** What a thread answers. */
export type AnswerMessage =
  { readonly id: number; readonly result: unknown } | { readonly id: number; readonly error: WireError };

export interface ThreadPool<Task> {
  /** Runs a task on the next free thread; tasks start in the order of their calls. `transfer` hands buffers over. */
  run(task: Task, transfer?: readonly ArrayBuffer[]): Promise<unknown>;
  /** Ends the threads that have nothing to do, and with them the memory they keep; the next task starts them again. */
  releaseIdle(): void;
  /** Stops all threads; tasks that are waiting or under way are rejected. */
  close(): Promise<void>;
}

interface Waiting<Task> {
  readonly message: TaskMessage<Task>;
  readonly transfer: readonly ArrayBuffer[];
  readonly resolve: (result: unknown) => void;
  readonly reject: (error: Error) => void;
}

interface Thread<Task> {
  readonly worker: Worker;
  /** What was handed to it. */
  readonly tasks: Waiting<Task>[];
}

export interface PoolOptions<Task> {
  readonly workerData?: unknown;
  /** Does a task in the calling thread, which then is one more thread of the pool; left out: it only waits. */
  readonly runHere?: (task: Task) => Promise<unknown>;
}

/** A calling thread that computes cannot hand out a task at once when another is done: that one has the next already. */
const TASKS_BESIDE_CALLER = 2;

/**
 * A fixed number of worker threads, each with one task at a time. Threads start when they are first needed. A thread that
 * dies rejects its task as unavailable (the queue tries it again) and is replaced when the next task needs it.
 * @param entry module that answers `TaskMessage` with `AnswerMessage`
 * @param options what each thread is given when it starts, and a calling thread that computes too
 */
export function createThreadPool<Task>(
  entry: () => URL,
  size: number,
  { workerData, runHere }: PoolOptions<Task> = {},
): ThreadPool<Task> {
  const threads = new Set<Thread<Task>>();
  const waiting: Waiting<Task>[] = [];
  const mostTasks = runHere === undefined ? 1 : TASKS_BESIDE_CALLER;
  let nextId = 1;
  let isClosed = false;
  let isBusyHere = false;

  const startThread = (): Thread<Task> => {
    // Threads run built code: flags of the parent (loaders, import conditions) are for sources.
    const worker = new Worker(entry(), {
      execArgv: [],
      workerData,
      resourceLimits: { maxYoungGenerationSizeMb: 2 },
    });
    const thread: Thread<Task> = { worker, tasks: [] };
    threads.add(thread);
    worker.on('message', (answer: AnswerMessage) => {
      const place = thread.tasks.findIndex(({ message }) => message.id === answer.id);
      const [done] = place < 0 ? [] : thread.tasks.splice(place, 1);
      if (thread.tasks.length === 0) worker.unref();
      if (done !== undefined) {
        if ('error' in answer) done.reject(fromWire(answer.error));
        else done.resolve(answer.result);
      }
      assign();
    });
    const drop = (why: string, cause?: unknown): void => {
      if (!threads.delete(thread)) return;
      const died = new UnavailableError(`a compute thread died: ${why}`, 'compute', { cause });
      for (const task of thread.tasks.splice(0)) task.reject(died);
      if (!isClosed) assign();
    };
    worker.on('error', (error) => drop(error instanceof Error ? error.message : String(error), error));
    worker.on('exit', (code) => drop(`exit code ${code}`));
    worker.unref();
    return thread;
  };

  const threadFor = (): Thread<Task> | null => {
    for (const thread of threads) if (thread.tasks.length === 0) return thread;
    if (threads.size < size) return startThread();
    for (const thread of threads) if (thread.tasks.length < mostTasks) return thread;
    return null;
  };

  const assign = (): void => {
    while (waiting.length > 0) {
      if (runHere !== undefined && !isBusyHere) {
        startHere(runHere, waiting.shift()!);
        continue;
      }
      const thread = threadFor();
      if (thread === null) return;
      const next = waiting.shift()!;
      thread.tasks.push(next);
      // Only work under way keeps the process alive.
      thread.worker.ref();
      thread.worker.postMessage(next.message, [...next.transfer]);
    }
  };

  const startHere = (run: (task: Task) => Promise<unknown>, { message, resolve, reject }: Waiting<Task>): void => {
    isBusyHere = true;
    // Later, so that what others are to do is handed out, and what they have done is heard of, first.
    setImmediate(() => {
      void Promise.resolve(message.task)
        .then(run)
        .then(resolve, reject)
        .finally(() => {
          isBusyHere = false;
          assign();
        });
    });
  };

  return {
    run(task, transfer = []) {
      if (isClosed) return Promise.reject(new UnavailableError('the compute pool is closed', 'compute'));
      return new Promise((resolve, reject) => {
        waiting.push({ message: { id: nextId++, task }, transfer, resolve, reject });
        assign();
      });
    },
    releaseIdle() {
      for (const thread of threads) {
        if (thread.tasks.length > 0) continue;
        threads.delete(thread);
        void thread.worker.terminate();
      }
    },
    async close() {
      isClosed = true;
      const closed = new UnavailableError('the compute pool was closed', 'compute');
      for (const task of waiting.splice(0)) task.reject(closed);
      await Promise.all([...threads].map(({ worker }) => worker.terminate()));
    },
  };
}
