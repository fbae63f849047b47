import type { RecipeReference } from './recipe.js';
import type { RuleSetReference } from './finding.js';
import type { IsoTime } from './time.js';

export const RUN_STATUSES = ['queued', 'planning', 'detecting', 'joining', 'judging', 'done', 'failed'] as const;
export type RunStatus = (typeof RUN_STATUSES)[number];

/** One pass over a watch area: an epoch before, an epoch after. */
export interface Run {
  readonly id: string;
  readonly watchAreaId: string;
  /** Newest first: where the first could not see, the next fills in. */
  readonly beforeSceneIds: readonly string[];
  readonly afterSceneId: string;
  readonly recipe: RecipeReference;
  readonly ruleSet: RuleSetReference;
  readonly status: RunStatus;
  readonly chunksDone: number;
  readonly chunksTotal: number | null;
  readonly patchCount: number | null;
  readonly alertCount: number | null;
  /** Share of the watch area that could be compared, 0–1; null until known. */
  readonly assessedShare: number | null;
  readonly warnings: readonly string[];
  readonly error: string | null;
  readonly createdAt: IsoTime;
  readonly finishedAt: IsoTime | null;
}
