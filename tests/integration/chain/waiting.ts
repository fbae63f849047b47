import { setTimeout as sleep } from 'node:timers/promises';
import type { Run } from '#domain/run.js';
import type { Db } from '#store/database.js';
import { listRuns } from '#store/runs.js';
import { EVERYWHERE } from '../store/examples.js';

const LOOK_EVERY_MS = 50;

/** Waits until `look` gives something; fails after `seconds` with what it was waiting for. */
export async function until<T>(
  what: string,
  look: () => Promise<T | null | undefined | false>,
  seconds = 150,
): Promise<T> {
  const giveUpAt = Date.now() + seconds * 1000;
  for (;;) {
    const seen = await look();
    if (seen) return seen;
    if (Date.now() > giveUpAt) throw new Error(`waited ${seconds} s for ${what}`);
    await sleep(LOOK_EVERY_MS);
  }
}

/** Waits until every run is done or failed, and gives them in the order of `ids`. */
export async function finishedRuns(db: Db, ids: readonly string[], seconds?: number): Promise<readonly Run[]> {
  return until(
    'all runs to finish',
    async () => {
      const runs = new Map((await listRuns(db, EVERYWHERE)).items.map((run) => [run.id, run]));
      const wanted = ids.map((id) => runs.get(id)!);
      return wanted.every(({ status }) => status === 'done' || status === 'failed') && wanted;
    },
    seconds,
  );
}
