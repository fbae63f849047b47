import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { writeFailure } from '#store/rasters/index.js';

/** Writes a file whole or not at all: into a neighbour first, then renamed. Makes the folder. */
export async function writeWhole(path: string, content: string | Uint8Array): Promise<void> {
  await makeFolder(dirname(path));
  const partial = `${path}.partial`;
  try {
    await writeFile(partial, content);
    await rename(partial, path);
  } catch (error) {
    await rm(partial, { force: true });
    throw writeFailure(path, error);
  }
}

/** @throws BadInputError where there can be no such folder, UnavailableError where the disk is full */
export async function makeFolder(path: string): Promise<void> {
  await mkdir(path, { recursive: true }).catch((error: unknown) => {
    throw writeFailure(path, error);
  });
}

/** JSON for people and machines, with a line end. */
export const jsonText = (value: unknown): string => `${JSON.stringify(value, null, 1)}\n`;

/** JSON in one line: for feature collections, which people do not read. */
export const compactJsonText = (value: unknown): string => `${JSON.stringify(value)}\n`;
