import { parentPort, workerData } from 'node:worker_threads';
import { BadInputError } from '#domain/errors.js';
import type { ReadAnswer, ReadTask } from './readApart.js';
import { readVectorFile } from './readVectorFile.js';

/** Entry of the thread that reads one file: one task, one answer. */
const port = parentPort;
if (port === null) throw new Error('this module runs in a worker thread only');
const { path, options, name } = workerData as ReadTask;

port.postMessage(
  await readVectorFile(path, options, name).then(
    (file): ReadAnswer => ({ file }),
    (error: unknown): ReadAnswer => {
      if (error instanceof BadInputError) return { badInput: error.detail, message: error.message };
      const { message, code } = error as NodeJS.ErrnoException;
      return { failure: message ?? String(error), code: code ?? null };
    },
  ),
);
