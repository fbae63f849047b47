import type { Command } from 'commander';
import { jsonSchemaOf, SCHEMA_NAMES, type SchemaName } from '../check/schemas.js';
import { oneOf } from '../options.js';

export function register(program: Command): void {
  program
    .command('schema')
    .description(`print the JSON Schema of a file format: ${SCHEMA_NAMES.join(', ')}`)
    .argument('<name>', 'which one', oneOf(SCHEMA_NAMES))
    .action((name: SchemaName) => {
      process.stdout.write(`${JSON.stringify(jsonSchemaOf(name), null, 2)}\n`);
    });
}
