import type { Db } from '#store/database.js';
import { announceRun } from '#store/runProgress.js';

/** Tells people how far a run is, but not more often than they can read. */
export interface ProgressNotes {
  /** Something of the run was done. */
  note(runId: string): Promise<void>;
}

const AT_MOST_EVERY_MS = 500;

export function createProgressNotes(db: Db, now: () => number = Date.now): ProgressNotes {
  const notedAt = new Map<string, number>();
  return {
    async note(runId) {
      const time = now();
      if (time - (notedAt.get(runId) ?? -Infinity) < AT_MOST_EVERY_MS) return;
      for (const [id, at] of notedAt) if (time - at > AT_MOST_EVERY_MS) notedAt.delete(id);
      notedAt.set(runId, time);
      await announceRun(db, runId);
    },
  };
}
