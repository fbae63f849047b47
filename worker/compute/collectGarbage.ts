import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { runTask, type ComputeResult, type ComputeTask } from './tasks.js';

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as (options?: { type: 'minor' }) => void;
const TASKS_BETWEEN_FULL_COLLECTIONS = 4;

let tasksWithGarbage = 0;

/**
 * Does a task in this thread, and gives its memory back. Pixels live outside the heap, where the collector hardly notices them:
 * without being told, each thread would hold the pixels of many finished steps. Young garbage goes after every step (a millisecond
 * beside the fifty of a step), the rest after some tasks. Tasks without such steps, which work in memory of their own, leave nothing.
 */
export async function runAndCollect(task: ComputeTask): Promise<ComputeResult> {
  let hasGarbage = false;
  const onStep = (): void => {
    hasGarbage = true;
    collect({ type: 'minor' });
  };
  const result = await runTask(task, onStep);
  if (hasGarbage) {
    tasksWithGarbage += 1;
    if (tasksWithGarbage % TASKS_BETWEEN_FULL_COLLECTIONS === 0) collect();
  }
  return result;
}
