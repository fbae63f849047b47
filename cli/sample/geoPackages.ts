import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import type { Gdal } from 'gdal3.js/node.js';
import { writeWhole } from './writeFiles.js';

export interface GeoPackageJob {
  readonly path: string;
  readonly tableName: string;
  /** A GeoJSON document with a `crs` member. */
  readonly document: object;
  readonly epsg: number;
}

/** Writes GeoPackages by GDAL. */
export async function writeGeoPackages(jobs: readonly GeoPackageJob[]): Promise<void> {
  const { default: initGdalJs } = await import('gdal3.js/node.js');
  const folder = dirname(createRequire(import.meta.url).resolve('gdal3.js/dist/package/gdal3.node.js'));
  const engine = await initGdalJs({
    path: relative(process.cwd(), folder),
    useWorker: false,
    logHandler: () => undefined,
    errorHandler: () => undefined,
  });
  const scratch = await mkdtemp(join(tmpdir(), 'planwatch-sample-'));
  try {
    for (const [index, job] of jobs.entries()) {
      const source = join(scratch, `layer${index}.geojson`);
      await writeFile(source, JSON.stringify(job.document));
      await writeWhole(job.path, withFixedTime(await toGeoPackage(engine, source, job)));
    }
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}

async function toGeoPackage(engine: Gdal, source: string, { tableName, epsg }: GeoPackageJob): Promise<Uint8Array> {
  const { datasets } = await engine.open(source);
  const [dataset] = datasets;
  if (dataset === undefined) throw new Error(`GDAL cannot read the layer ${tableName} that was made for it`);
  try {
    const options = ['-f', 'GPKG', '-nln', tableName, '-a_srs', `EPSG:${epsg}`];
    const output = await engine.ogr2ogr(dataset, options, `sample-${tableName}`);
    const bytes = Uint8Array.from(await engine.getFileBytes(output));
    engine.Module.FS.unlink(output.local);
    return bytes;
  } finally {
    await engine.close(dataset);
  }
}

const WRITTEN_AT = '2024-01-01T00:00:00.000Z';

/**
 * GDAL notes the time of writing (`gpkg_contents.last_change`) as text of 24 characters. A fixed time in its place makes
 * the same sample the same bytes; SQLite pages carry no checksum.
 */
export function withFixedTime(bytes: Uint8Array): Uint8Array {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const text = buffer.toString('latin1');
  for (const { index } of text.matchAll(/20\d\d-[01]\d-[0-3]\dT[0-2]\d:[0-5]\d:[0-5]\d\.\d{3}Z/g)) {
    buffer.write(WRITTEN_AT, index, 'latin1');
  }
  return bytes;
}
