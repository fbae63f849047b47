import type { Command } from 'commander';
import { readOrders } from '../check/checkInput.js';
import { addCommon, store, type CommonOptions } from './command.js';
import { storeOrders } from './importedFiles.js';

interface OrderOptions extends CommonOptions {
  readonly adminCode?: string;
}

/** `import orders`: stop and correction orders that were issued outside of alerts, all in one transaction, or none. */
export function registerOrderImport(command: Command): void {
  const orders = command
    .command('orders <file>')
    .description('import stop and correction orders from an orders.json')
    .option('--admin-code <code>', 'region that the orders are kept for; default: all')
    .action(async (path: string, options: OrderOptions) => {
      const read = await readOrders(path);
      await store(path, options, (db) => storeOrders(db, read, options.adminCode));
    });
  addCommon(orders);
}
