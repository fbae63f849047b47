import { parentPort } from 'node:worker_threads';
import type { AnswerMessage, TaskMessage } from './pool.js';
import { runTask, type ComputeResult, type ComputeTask } from './tasks.js';
import { toWire } from './wireError.js';

/** Entry of a compute thread: one task, one answer. */
const port = parentPort;
if (port === null) throw new Error('this module runs in a worker thread only');

port.on('message', ({ id, task }: TaskMessage<ComputeTask>) => {
  runTask(task).then(
    (result) => port.postMessage({ id, result } satisfies AnswerMessage, buffersOf(result)),
    (error: unknown) => port.postMessage({ id, error: toWire(error) } satisfies AnswerMessage),
  );
});

/** Large arrays are handed over, not copied. */
function buffersOf(result: ComputeResult): ArrayBuffer[] {
  const buffers = new Set<ArrayBuffer>();
  const add = (array: Float32Array | Uint8Array): void => {
    if (array.buffer instanceof ArrayBuffer && array.byteLength === array.buffer.byteLength) buffers.add(array.buffer);
  };
  if ('tiles' in result) {
    for (const tile of result.tiles) {
      for (const array of [...tile.before, ...tile.after, tile.reasonBefore, tile.reasonAfter]) add(array);
    }
  }
  if ('score' in result && result.score !== null) add(result.score);
  return [...buffers];
}
