import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { parentPort, workerData } from 'node:worker_threads';
import { adoptWasmModules, type WasmModules } from '#store/rasters/index.js';
import type { AnswerMessage, TaskMessage } from '../pool.js';
import { toWire } from '../wireError.js';
import { buffersOfResult } from './blockResult.js';
import { runSeriesTask, type SeriesTask } from './seriesTasks.js';

/** Entry of a thread that watches blocks of series: one task, one answer. */
const port = parentPort;
if (port === null) throw new Error('this module runs in a worker thread only');

const given = workerData as { readonly modules?: WasmModules } | null;
adoptWasmModules(given?.modules ?? {});

/** Pixels live outside the heap, where the collector hardly notices them: it is told after every strip of rows. */
setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as (options?: { type: 'minor' }) => void;
const STRIPS_BETWEEN_FULL_COLLECTIONS = 8;
let strips = 0;

function collectAfterStrip(): void {
  strips += 1;
  if (strips % STRIPS_BETWEEN_FULL_COLLECTIONS === 0) collect();
  else collect({ type: 'minor' });
}

port.on('message', ({ id, task }: TaskMessage<SeriesTask>) => {
  runSeriesTask(task, collectAfterStrip).then(
    (result) => port.postMessage({ id, result } satisfies AnswerMessage, buffersOfResult(result)),
    (error: unknown) => port.postMessage({ id, error: toWire(error) } satisfies AnswerMessage),
  );
});
