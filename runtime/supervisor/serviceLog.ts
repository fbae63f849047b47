import { closeSync, existsSync, openSync, readFileSync, renameSync, statSync } from 'node:fs';

const ROTATE_AT_BYTES = 10_000_000;

/** A log that a child process writes to directly; one older generation is kept. */
export interface ServiceLog {
  /** Runs `use` with the open file. */
  withFile<T>(use: (file: number) => T): T;
  /** The last lines, in one. */
  lastWords(): string;
}

export function serviceLog(path: string): ServiceLog {
  return {
    withFile(use) {
      if (existsSync(path) && statSync(path).size > ROTATE_AT_BYTES) renameSync(path, `${path}.1`);
      const file = openSync(path, 'a');
      try {
        return use(file);
      } finally {
        closeSync(file);
      }
    },
    lastWords() {
      const lines = existsSync(path) ? readFileSync(path, 'utf8').trim().split('\n') : [];
      return `${lines.slice(-3).join(' | ')} (log: ${path})`;
    },
  };
}
