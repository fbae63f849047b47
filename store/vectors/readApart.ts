import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import { BadInputError, UnavailableError, type BadInputDetail } from '#domain/errors.js';
import { readVectorFile } from './readVectorFile.js';
import type { VectorFile, VectorReadOptions } from './vectorFeature.js';

/** What a file from outside may take: seconds, and megabytes of memory beside what the process has. */
export const READ_LIMITS = { seconds: 180, megabytes: 2048 } as const;

/** What the thread is asked, and what it answers. */
export interface ReadTask {
  readonly path: string;
  readonly options: VectorReadOptions;
  readonly name: string;
}
export type ReadAnswer =
  | { readonly file: VectorFile }
  | { readonly badInput: BadInputDetail; readonly message: string }
  | { readonly failure: string; readonly code: string | null };

/**
 * As `readVectorFile`, in a thread of its own: requests are served meanwhile, and a file that takes too much time or memory
 * ends with its thread.
 * @throws as `readVectorFile`, and BadInputError (`vector.tooMuch`) beyond `READ_LIMITS`
 */
export async function readVectorFileApart(
  path: string,
  options: VectorReadOptions,
  name: string,
  limits: { readonly seconds: number; readonly megabytes: number } = READ_LIMITS,
): Promise<VectorFile> {
  const entry = threadEntry();
  // From source there is no built module for a thread to run.
  if (entry === null) return readVectorFile(path, options, name);
  const task: ReadTask = { path, options, name };
  const worker = new Worker(entry, {
    execArgv: [],
    workerData: task,
    resourceLimits: { maxOldGenerationSizeMb: limits.megabytes },
  });
  const tooMuch = (found: string): BadInputError =>
    new BadInputError('the file takes too much to read', {
      code: 'vector.tooMuch',
      where: name,
      found,
      expected: 'fewer or simpler features; large data belong into a GeoPackage, or several files',
    });
  return new Promise<VectorFile>((resolve, reject) => {
    const limit = setTimeout(() => {
      reject(tooMuch(`more than ${limits.seconds} s`));
      void worker.terminate();
    }, limits.seconds * 1000);
    worker.once('message', (answer: ReadAnswer) => {
      if ('file' in answer) resolve(answer.file);
      else reject(failureOf(answer));
    });
    worker.once('error', (error: NodeJS.ErrnoException) => {
      const isMemory = error.code === 'ERR_WORKER_OUT_OF_MEMORY';
      reject(isMemory ? tooMuch(`more than ${limits.megabytes} MB`) : error);
    });
    worker.once('exit', (code) => {
      clearTimeout(limit);
      reject(new UnavailableError(`the reading thread ended with code ${code}`, 'reading'));
    });
  });
}

function failureOf(answer: Exclude<ReadAnswer, { file: VectorFile }>): Error {
  if ('badInput' in answer) {
    const error = new BadInputError('', answer.badInput);
    error.message = answer.message;
    return error;
  }
  return Object.assign(new Error(answer.failure), answer.code === null ? {} : { code: answer.code });
}

function threadEntry(): URL | null {
  const entry = new URL('./readThread.js', import.meta.url);
  return existsSync(fileURLToPath(entry)) ? entry : null;
}
