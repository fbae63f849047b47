import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { writeWhole } from './writeFiles.js';

export interface GeoPackageJob {
  readonly path: string;
  readonly tableName: string;
  /** A GeoJSON document with a `crs` member. */
  readonly document: object;
  readonly epsg: number;
}

interface OpenResult {
  readonly datasets: readonly unknown[];
  readonly errors: readonly unknown[];
}
/** The part of gdal3.js that is used here. */
interface Gdal {
  open(path: string): Promise<OpenResult>;
  ogr2ogr(dataset: unknown, options: readonly string[]): Promise<{ real: string }>;
  close(dataset: unknown): Promise<void>;
}
type InitGdal = (options: {
  path: string;
  dest: string;
  useWorker: false;
  env: Readonly<Record<string, string>>;
  logHandler: (text: string) => void;
  errorHandler: (text: string) => void;
}) => Promise<Gdal>;

/** Stands in the files instead of the clock, so that the same sample has the same bytes. */
const WRITTEN_AT = '2024-01-01T00:00:00.000Z';

/** Writes GeoPackages by GDAL. */
export async function writeGeoPackages(jobs: readonly GeoPackageJob[]): Promise<void> {
  const require = createRequire(import.meta.url);
  const initGdal = require('gdal3.js/node') as InitGdal;
  const scratch = await mkdtemp(join(tmpdir(), 'planwatch-gpkg-'));
  const messages: string[] = [];
  try {
    const gdal = await initGdal({
      path: dirname(require.resolve('gdal3.js')),
      dest: scratch,
      useWorker: false,
      env: { OGR_CURRENT_DATE: WRITTEN_AT },
      logHandler: () => undefined,
      errorHandler: (text) => messages.push(text),
    });
    for (const [index, job] of jobs.entries()) {
      const source = join(scratch, `source${index}.geojson`);
      await writeFile(source, JSON.stringify(job.document));
      const { datasets } = await gdal.open(source);
      const [dataset] = datasets;
      if (dataset === undefined) throw new Error(`GDAL cannot read ${job.tableName}: ${messages.join(' ')}`);
      const written = await gdal.ogr2ogr(dataset, ['-f', 'GPKG', '-nln', job.tableName, '-a_srs', `EPSG:${job.epsg}`]);
      await writeWhole(job.path, await readFile(written.real));
      await gdal.close(dataset);
    }
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}
