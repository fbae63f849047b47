import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { parentPort } from 'node:worker_threads';
import type { AnswerMessage, TaskMessage } from '#runtime/threads/threadPool.js';
import { toWire } from '#runtime/threads/wireError.js';
import { runStatisticsTask, type StatisticsTask } from './statisticsTask.js';

/** Entry of a thread that reads a part of a raster: one task, one answer. */
const port = parentPort;
if (port === null) throw new Error('this module runs in a worker thread only');

/** Pixels live outside the heap, where the collector hardly notices them: it is told after every window. */
setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as (options?: { type: 'minor' }) => void;

port.on('message', ({ id, task }: TaskMessage<StatisticsTask>) => {
  runStatisticsTask(task, () => collect({ type: 'minor' })).then(
    (result) => port.postMessage({ id, result } satisfies AnswerMessage),
    (error: unknown) => port.postMessage({ id, error: toWire(error) } satisfies AnswerMessage),
  );
});
