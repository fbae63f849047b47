import type { ChangeEngine } from '../compute/engine.js';
import type { Db } from '#store/database.js';

/** What the jobs work with, made once by the process. */
export interface JobNeeds {
  readonly db: Db;
  readonly engine: Pick<ChangeEngine, 'plan' | 'chunk' | 'join'>;
  /** Absolute folder that relative paths of scenes start from. */
  readonly rasterRoot: string;
}
