import type { RecipeReference } from './recipe.js';
import type { RuleSetReference } from './finding.js';
import type { IsoTime } from './time.js';

export const RUN_STATUSES = ['queued', 'planning', 'detecting', 'joining', 'judging', 'done', 'failed'] as const;
export type RunStatus = (typeof RUN_STATUSES)[number];

/** `pair` compares two epochs; `series` watches all looks there are. */
export const RUN_KINDS = ['pair', 'series'] as const;
export type RunKind = (typeof RUN_KINDS)[number];

/** What a run over a series took in. */
export interface SeriesRunLooks {
  readonly lookCount: number;
  /** Looks that no run before had seen. */
  readonly newLookCount: number;
  /** Why the whole series was gone through again; null: the stored state was continued. */
  readonly refitBecause: string | null;
}

/** One pass over a watch area: an epoch before, an epoch after; or a series up to its last look. */
export interface Run {
  readonly id: string;
  readonly kind: RunKind;
  readonly watchAreaId: string;
  /** Newest first: where the first could not see, the next fills in. Of a series: the last looks before `afterSceneId`. */
  readonly beforeSceneIds: readonly string[];
  readonly afterSceneId: string;
  /** Of runs over a series, once they are planned. */
  readonly series: SeriesRunLooks | null;
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
