import { AsyncLocalStorage } from 'node:async_hooks';
import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { destination as openDestination, pino, type Logger } from 'pino';
import type { LogLevel } from './config.js';

/**
 * Structured lines with a short stable message `Noun:Verb:State` (`Run:Plan:Done`) and everything else in fields.
 * Code below an edge calls `log()` and so gets the request's or job's fields without being handed a logger.
 */
export type Log = Logger;

const context = new AsyncLocalStorage<Log>();
let root: Log = pino({ level: 'silent' });

export interface LogOptions {
  readonly level: LogLevel;
  /** Process name in every line: `api`, `worker`, `cli`. */
  readonly name: string;
  /** A file to append to; without it, standard error. */
  readonly file?: string | undefined;
}

/** Makes the process's logger; called once by each composition root. Before that, nothing is logged. */
export function startLog({ level, name, file }: LogOptions): Log {
  if (file !== undefined) mkdirSync(dirname(file), { recursive: true });
  const sink = openDestination({ dest: file ?? 2, append: true, sync: true });
  root = pino({ level, name, base: { name, pid: process.pid }, timestamp: pino.stdTimeFunctions.isoTime }, sink);
  return root;
}

/** The logger of the present async context. */
export function log(): Log {
  return context.getStore() ?? root;
}

/** Runs `work` with a logger whose lines carry `fields` as well. */
export function withLogFields<T>(fields: Readonly<Record<string, unknown>>, work: () => T): T {
  return context.run(log().child(fields), work);
}
