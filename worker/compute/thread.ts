import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { parentPort } from 'node:worker_threads';
import type { AnswerMessage, TaskMessage } from './pool.js';
import { buffersOfTiles, runTask, type ComputeResult, type ComputeTask } from './tasks.js';
import { toWire } from './wireError.js';

/** Entry of a compute thread: one task, one answer. */
const port = parentPort;
if (port === null) throw new Error('this module runs in a worker thread only');

/**
 * Pixels live outside the heap, where the collector hardly notices them: without being told, each thread would hold the
 * pixels of many finished steps. Young garbage goes after every step (a millisecond beside the fifty of a step), the
 * rest after some tasks.
 */
setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as (options?: { type: 'minor' }) => void;
const TASKS_BETWEEN_FULL_COLLECTIONS = 4;
let tasksWithGarbage = 0;
let hasGarbage = false;

function onStep(): void {
  hasGarbage = true;
  collect({ type: 'minor' });
}

/** Tasks that work in memory of their own from step to step leave nothing to collect. */
function collectAfterTask(): void {
  if (!hasGarbage) return;
  hasGarbage = false;
  tasksWithGarbage += 1;
  if (tasksWithGarbage % TASKS_BETWEEN_FULL_COLLECTIONS === 0) collect();
  else collect({ type: 'minor' });
}

port.on('message', ({ id, task }: TaskMessage<ComputeTask>) => {
  runTask(task, onStep).then(
    (result) => {
      port.postMessage({ id, result } satisfies AnswerMessage, buffersOf(result));
      collectAfterTask();
    },
    (error: unknown) => port.postMessage({ id, error: toWire(error) } satisfies AnswerMessage),
  );
});

/** Large arrays are handed over, not copied. */
function buffersOf(result: ComputeResult): ArrayBuffer[] {
  if ('tiles' in result) return buffersOfTiles(result.tiles);
  const score = 'score' in result ? result.score : null;
  return score?.buffer instanceof ArrayBuffer ? [score.buffer] : [];
}
