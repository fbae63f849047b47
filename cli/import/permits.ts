import { readdir, stat } from 'node:fs/promises';
import { extname, join } from 'node:path';
import type { Command } from 'commander';
import { BadInputError } from '#domain/errors.js';
import { joinPermitFiles, notesOf, readPermitFile, type PermitFile } from '#store/vectors/index.js';
import { addCommon, addMapping, mappingOf, store, type CommonOptions, type MappingOptions } from './command.js';
import { storePermits } from './importedFiles.js';

interface PermitOptions extends CommonOptions, MappingOptions {
  readonly crs?: string;
  readonly encoding?: string;
  readonly sublayer?: string;
  readonly adminCode?: string;
  readonly skipRefused?: boolean;
}

/** `import permits`: all of the files' permits in one transaction, or none. */
export function registerPermitImport(command: Command): void {
  const permits = command
    .command('permits <files...>')
    .description(
      'import permits from GeoJSON, Shapefile, GeoPackage, FileGDB, CSV, JSON records, a zip, or folders of them',
    )
    .option('--crs <code>', 'coordinate reference system, for example EPSG:4549, where the file does not say')
    .option('--encoding <name>', 'text encoding of a Shapefile without .cpg or of a table, for example GBK')
    .option('--sublayer <name>', 'layer within a GeoPackage, FileGDB or archive')
    .option('--admin-code <code>', 'region that the permits are kept for; default: all')
    .option('--skip-refused', 'store the others where some cannot be used; otherwise nothing is stored')
    .action(async (paths: string[], options: PermitOptions) => {
      await store(paths.join(', '), options, async (db) => {
        const mapping = await mappingOf(db, 'permits', options);
        const { crs, encoding, sublayer: layer } = options;
        const names = await filesOf(paths);
        const files: PermitFile[] = [];
        for (const name of names) {
          files.push(await readPermitFile(name, { crs, encoding, layer, mapping, brokenFeatures: 'report' }));
        }
        const file = joinPermitFiles(files, names);
        if (options.skipRefused !== true) refuseAll(file);
        return storePermits(db, file, options.adminCode);
      });
    });
  addCommon(addMapping(permits));
}

const EXTENSIONS = ['.geojson', '.json', '.shp', '.gpkg', '.csv', '.zip'];

/** Files as named; of a folder those that can be read, in order of their paths. */
async function filesOf(paths: readonly string[]): Promise<string[]> {
  const files: string[] = [];
  for (const path of paths) {
    const isFolder = (await stat(path).catch(() => null))?.isDirectory() === true && extname(path) !== '.gdb';
    if (!isFolder) files.push(path);
    else {
      const names = (await readdir(path, { recursive: true })).toSorted();
      files.push(...names.filter((name) => EXTENSIONS.includes(extname(name))).map((name) => join(path, name)));
    }
  }
  return files;
}

const NAMED = 20;

function refuseAll(file: PermitFile): void {
  const refused = notesOf(file.report, 'refused');
  if (refused.length === 0) return;
  const named = refused.slice(0, NAMED).join(' | ');
  const rest = refused.length > NAMED ? ` | and ${refused.length - NAMED} more` : '';
  throw new BadInputError(`${refused.length} permits cannot be used; nothing was stored`, {
    code: 'permits.refused',
    where: 'permits',
    found: named + rest,
    expected: 'permits without faults, or --skip-refused',
  });
}
