import { parentPort } from 'node:worker_threads';
import type { AnswerMessage, TaskMessage } from '#runtime/threads/threadPool.js';
import { toWire } from '#runtime/threads/wireError.js';
import { runPixelTask, type PixelTask } from './pixelTask.js';

/** Entry of a thread that reads one pixel's series: one task, one answer. */
const port = parentPort;
if (port === null) throw new Error('this module runs in a worker thread only');

port.on('message', ({ id, task }: TaskMessage<PixelTask>) => {
  runPixelTask(task).then(
    (result) => port.postMessage({ id, result } satisfies AnswerMessage),
    (error: unknown) => port.postMessage({ id, error: toWire(error) } satisfies AnswerMessage),
  );
});
