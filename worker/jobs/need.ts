import { sep } from 'node:path';
import type { ChangeEngine } from '../compute/engine.js';
import type { AreaWatch } from '../compute/series/areaWatch.js';
import type { Db } from '#store/database.js';

/** What the jobs work with, made once by the process. */
export interface JobNeeds {
  readonly db: Db;
  readonly engine: Pick<ChangeEngine, 'plan' | 'chunk' | 'join'>;
  readonly series: Pick<AreaWatch, 'plan' | 'chunk' | 'join'>;
  /** Absolute folder that relative paths of scenes start from. */
  readonly rasterRoot: string;
  /** Side of a chunk in pixels; by the engine where undefined. */
  readonly chunkSize?: number | undefined;
}

/** A message for people, with files named as they were registered: where they lie on this machine is nobody's business. */
export function withoutRoot(message: string, rasterRoot: string): string {
  return message.replaceAll(rasterRoot + sep, '');
}
