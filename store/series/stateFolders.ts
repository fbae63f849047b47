import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';

/** Where a run over a series keeps the numbers of its pixels: below the raster store, a raster for each block. */
const folderOf = (rasterRoot: string, watchAreaId: string, runId: string): string =>
  join(rasterRoot, 'series', watchAreaId, runId);

/** The file of a block's state. */
export const blockStatePath = (rasterRoot: string, watchAreaId: string, runId: string, block: number): string =>
  join(folderOf(rasterRoot, watchAreaId, runId), `${block}.tif`);

/** Makes the folder that a run's state goes to. */
export async function makeStateFolder(rasterRoot: string, watchAreaId: string, runId: string): Promise<void> {
  await mkdir(folderOf(rasterRoot, watchAreaId, runId), { recursive: true });
}

/** Removes the state of runs that nobody continues from. */
export async function removeStateFolders(
  rasterRoot: string,
  watchAreaId: string,
  runIds: readonly string[],
): Promise<void> {
  await Promise.all(
    runIds.map((runId) => rm(folderOf(rasterRoot, watchAreaId, runId), { recursive: true, force: true })),
  );
}
