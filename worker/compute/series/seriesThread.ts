import { parentPort, workerData } from 'node:worker_threads';
import { adoptWasmModules, type WasmModules } from '#store/rasters/index.js';
import { createCollector } from '../collector.js';
import type { AnswerMessage, TaskMessage } from '#runtime/threads/threadPool.js';
import { toWire } from '#runtime/threads/wireError.js';
import { buffersOfResult } from './blockResult.js';
import { runSeriesTask, type SeriesTask } from './seriesTasks.js';

/** Entry of a thread that watches blocks of series: one task, one answer. */
const port = parentPort;
if (port === null) throw new Error('this module runs in a worker thread only');

const given = workerData as { readonly modules?: WasmModules } | null;
adoptWasmModules(given?.modules ?? {});

const STRIPS_BETWEEN_FULL_COLLECTIONS = 8;
const collectAfterStrip = createCollector(STRIPS_BETWEEN_FULL_COLLECTIONS);

port.on('message', ({ id, task }: TaskMessage<SeriesTask>) => {
  runSeriesTask(task, collectAfterStrip).then(
    (result) => port.postMessage({ id, result } satisfies AnswerMessage, buffersOfResult(result)),
    (error: unknown) => port.postMessage({ id, error: toWire(error) } satisfies AnswerMessage),
  );
});
