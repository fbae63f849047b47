import { dirname, resolve } from 'node:path';
import type { Command } from 'commander';
import type { FieldMapping } from '#domain/fieldMapping.js';
import { LAYER_KINDS, type LayerKind } from '#domain/layer.js';
import type { Db } from '#store/database.js';
import { listOwnLandCodes } from '#store/landCodes.js';
import {
  parseLayersManifest,
  readLayersManifest,
  readLayerVersion,
  type ImportedLayerVersion,
  type LayerEntry,
} from '#store/vectors/index.js';
import { oneOf, wholeNumber } from '../options.js';
import { startProgress } from '../progress.js';
import {
  addCommon,
  addMapping,
  fieldPair,
  mappingOf,
  store,
  type CommonOptions,
  type MappingOptions,
} from './command.js';
import { storeLayers } from './importedFiles.js';

interface PublishOptions {
  readonly publish?: boolean;
  readonly acceptProblems?: boolean;
  readonly note?: string;
  readonly strict?: boolean;
}

interface LayerOptions extends CommonOptions, MappingOptions, PublishOptions {
  readonly id: string;
  readonly kind: LayerKind;
  readonly layerVersion: string;
  readonly validFrom: string;
  readonly validTo?: string;
  readonly title?: string;
  readonly owner?: string;
  readonly asOf?: string;
  readonly updateCycle?: number;
  readonly legalBasis?: string;
  readonly adminCode?: string;
  readonly areaField?: string;
  readonly crs?: string;
  readonly encoding?: string;
  readonly sublayer?: string;
  readonly field: Readonly<Record<string, string>>;
}

/** `import layer` and `import layers`: drafts with a report, published at once where asked for. */
export function registerLayerImports(command: Command): void {
  const layer = command
    .command('layer <file>')
    .description('import one version of a plan layer: GeoJSON, Shapefile, GeoPackage, FileGDB, CSV, or a zip of one')
    .requiredOption('--id <id>', 'the layer; its versions share it')
    .requiredOption('--kind <kind>', LAYER_KINDS.join(', '), oneOf(LAYER_KINDS))
    .requiredOption('--layer-version <name>', 'name of this version')
    .requiredOption('--valid-from <day>', 'first day in force')
    .option('--valid-to <day>', 'last day in force')
    .option('--title <text>', 'default: the id')
    .option('--owner <name>', 'who is responsible for the data')
    .option('--as-of <day>', 'state of the data')
    .option('--update-cycle <months>', 'how often a newer version should come', wholeNumber(1, 1200))
    .option('--legal-basis <text>', 'what the layer rests on')
    .option('--admin-code <code>', 'region that the layer is kept for; default: all')
    .option('--area-field <name>', 'field that states areas, to compare with; the usual names are found')
    .option('--crs <code>', 'coordinate reference system, for example EPSG:4549, where the file does not say')
    .option('--encoding <name>', 'text encoding of a Shapefile without .cpg, for example GBK')
    .option('--sublayer <name>', 'layer within a GeoPackage, FileGDB or archive')
    .option('--field <ours=theirs>', 'a property by its name in the file, for example code=YDDM', fieldPair, {})
    .action(async (file: string, options: LayerOptions) => {
      await store(file, options, async (db) => {
        const mapping = await mappingOf(db, 'layer', options);
        const [entry] = parseLayersManifest({ layers: [entryOf(file, options, mapping)] }, 'options');
        const version = await read(db, entry!, dirname(resolve(file)), options);
        return storeLayers(db, [version], options);
      });
    });
  addCommon(addMapping(addPublishing(layer)));
  const layers = command
    .command('layers <manifest>')
    .description('import all layer versions of a layers.json, or of a folder with one')
    .action(async (manifest: string, options: CommonOptions & PublishOptions) => {
      const { entries, folder } = await readLayersManifest(manifest);
      await store(manifest, options, async (db) => {
        const progress = startProgress('reading layers', entries.length);
        const versions: ImportedLayerVersion[] = [];
        for (const entry of entries) {
          versions.push(await read(db, entry, folder, options));
          progress.set(versions.length, entry.id);
        }
        progress.finish();
        return storeLayers(db, versions, options);
      });
    });
  addCommon(addPublishing(layers));
}

function addPublishing(command: Command): Command {
  return command
    .option('--publish', 'publish at once; otherwise the import is a draft that nobody is judged by')
    .option('--accept-problems', 'publish although the report names problems that stand in the way')
    .option('--note <text>', 'why it is published')
    .option('--strict', 'refuse the whole file where a feature cannot be used, instead of reporting it');
}

function entryOf(file: string, options: LayerOptions, mapping: FieldMapping | null): Record<string, unknown> {
  const { id, kind, layerVersion, validFrom, validTo, owner, asOf, legalBasis, adminCode } = options;
  const { fields, values, defaults } = mapping ?? {};
  return {
    id,
    kind,
    title: options.title ?? id,
    version: layerVersion,
    validFrom,
    validTo,
    owner,
    asOf,
    legalBasis,
    adminCode,
    updateCycleMonths: options.updateCycle,
    path: resolve(file),
    crs: options.crs ?? mapping?.crs,
    encoding: options.encoding ?? mapping?.encoding,
    layer: options.sublayer ?? mapping?.layer,
    areaField: options.areaField ?? mapping?.areaField,
    fields: { ...fields, ...options.field },
    values,
    defaults,
  };
}

async function read(
  db: Db,
  entry: LayerEntry,
  folder: string,
  { strict }: PublishOptions,
): Promise<ImportedLayerVersion> {
  const brokenFeatures = strict === true ? 'refuseFile' : 'report';
  return readLayerVersion(entry, folder, { brokenFeatures, ownCodes: await listOwnLandCodes(db) });
}
