import type { Command } from 'commander';
import { NotFoundError } from '#domain/errors.js';
import { getLayerRecord, listLayers, listLayerStates } from '#store/layers.js';
import { endLayerVersion, publishLayerVersion, withdrawLayerVersion } from '#store/layerPublishing.js';
import { OPERATOR } from '#store/operator.js';
import { withStore, type CommonOptions } from '../import/command.js';

/** Looks at layer versions and moves them through their life. */
export function register(program: Command): void {
  const command = program
    .command('layers')
    .description('list, review, publish, end and withdraw versions of plan layers');
  const add = (inner: Command): Command =>
    inner.option('--data <dir>', 'data folder with private services, where DATABASE_URL is not set');
  add(command.command('list'))
    .description('all versions, drafts included')
    .option('--json', 'print as JSON')
    .action(async (options: CommonOptions) => {
      const layers = await withStore(options, (db) => listLayers(db, OPERATOR, { status: 'all' }));
      const lines = layers.map((layer) => {
        const { id, version, kind, status, validFrom, validTo, featureCount } = layer;
        return `${id} ${version}  ${kind}  ${status}  ${validFrom} – ${validTo ?? ''}  ${featureCount} features`;
      });
      print(options.json === true ? JSON.stringify({ items: layers }, null, 2) : lines.join('\n'));
    });
  add(command.command('show <id> <version>'))
    .description('everything about one version as JSON: report, differences from the version before, what was recorded')
    .action(async (id: string, version: string, options: CommonOptions) => {
      const shown = await withStore(options, async (db) => {
        const record = await getLayerRecord(db, OPERATOR, id, version);
        return record && { ...record, states: await listLayerStates(db, id, version) };
      });
      if (shown === null) throw new NotFoundError('layer', `${id}/${version}`);
      print(JSON.stringify(shown, null, 2));
    });
  add(command.command('publish <id> <version>'))
    .description('make a draft the version that is judged by')
    .option('--accept-problems', 'although its report names problems that stand in the way')
    .option('--note <text>', 'why')
    .action(
      async (id: string, version: string, options: CommonOptions & { acceptProblems?: boolean; note?: string }) => {
        const { published } = await withStore(options, (db) => publishLayerVersion(db, OPERATOR, id, version, options));
        print(`layer ${id}, version ${version}: ${published ? 'published' : 'was published already'}`);
      },
    );
  add(command.command('end <id> <version>'))
    .description('set the last day in force of a published version')
    .requiredOption('--valid-to <day>', 'last day in force')
    .option('--note <text>', 'why')
    .action(async (id: string, version: string, options: CommonOptions & { validTo: string; note?: string }) => {
      await withStore(options, (db) => endLayerVersion(db, OPERATOR, id, version, options));
      print(`layer ${id}, version ${version}: in force to ${options.validTo}`);
    });
  add(command.command('withdraw <id> <version>'))
    .description('take back a published version: from now on nobody is judged by it')
    .requiredOption('--note <text>', 'why')
    .action(async (id: string, version: string, options: CommonOptions & { note: string }) => {
      await withStore(options, (db) => withdrawLayerVersion(db, OPERATOR, id, version, options.note));
      print(`layer ${id}, version ${version}: withdrawn`);
    });
}

const print = (text: string): void => void process.stdout.write(`${text}\n`);
