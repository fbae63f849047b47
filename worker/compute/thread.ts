import { parentPort } from 'node:worker_threads';
import { runAndCollect } from './collectGarbage.js';
import type { AnswerMessage, TaskMessage } from '#runtime/threads/threadPool.js';
import { buffersOfTiles, type ComputeResult, type ComputeTask } from './tasks.js';
import { toWire } from '#runtime/threads/wireError.js';

/** Entry of a compute thread: one task after the other, one answer each. */
const port = parentPort;
if (port === null) throw new Error('this module runs in a worker thread only');

let last: Promise<void> = Promise.resolve();

port.on('message', ({ id, task }: TaskMessage<ComputeTask>) => {
  last = last.then(() =>
    runAndCollect(task).then(
      (result) => port.postMessage({ id, result } satisfies AnswerMessage, buffersOf(result)),
      (error: unknown) => port.postMessage({ id, error: toWire(error) } satisfies AnswerMessage),
    ),
  );
});

/** Large arrays are handed over, not copied. */
function buffersOf(result: ComputeResult): ArrayBuffer[] {
  if ('tiles' in result) return buffersOfTiles(result.tiles);
  const score = 'score' in result ? result.score : null;
  return score?.buffer instanceof ArrayBuffer ? [score.buffer] : [];
}
