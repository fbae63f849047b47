import type { Command } from 'commander';
import type { AuditHead } from '#domain/audit.js';
import { BadInputError } from '#domain/errors.js';
import { loadConfig } from '#runtime/config.js';
import { createPool } from '#runtime/databasePool.js';
import { verifyAudit, type AuditVerification } from '#store/auditVerification.js';
import { openDatabase } from '#store/database.js';
import { withServices } from '../services.js';

/** Faults that are listed; the rest is counted. */
const MOST_LISTED = 50;

export function register(program: Command): void {
  program
    .command('verify-audit')
    .description('hold the audit trail against its hash chain: edited, removed and reordered entries are found')
    .option('--data <dir>', 'data folder with private services, where DATABASE_URL is not set')
    .option('--head <count:hash>', 'an end of the trail that was noted earlier and must still be in it')
    .option('--json', 'print the outcome as JSON')
    .action(async ({ data, head, json }: { data?: string; head?: string; json?: boolean }) => {
      const noted = head === undefined ? null : parseHead(head);
      const outcome = await withServices(loadConfig({ dataDir: data }), 'verify-audit', ({ databaseUrl }) =>
        verify(databaseUrl, noted),
      );
      process.stdout.write(json === true ? `${JSON.stringify(outcome)}\n` : inWords(outcome));
      if (outcome.faults.length === 0) return;
      throw new BadInputError('the audit trail is not what was written', {
        code: 'audit.broken',
        where: 'audit trail',
        found: `${outcome.faults.length} faults, the first at entry ${outcome.faults[0]!.sequence}`,
        expected: 'an unbroken chain',
      });
    });
}

async function verify(databaseUrl: string, noted: AuditHead | null): Promise<AuditVerification> {
  const db = openDatabase(createPool(databaseUrl, { max: 2, applicationName: 'planwatch verify-audit' }));
  try {
    return await verifyAudit(db, noted);
  } finally {
    await db.destroy();
  }
}

function parseHead(text: string): AuditHead {
  const match = /^(\d{1,15}):([0-9a-f]{64})$/.exec(text);
  if (match !== null) return { count: Number(match[1]), hash: match[2]! };
  throw new BadInputError('not an end of an audit trail', {
    code: 'audit.head',
    where: '--head',
    found: JSON.stringify(text),
    expected: 'COUNT:HASH as this command printed it',
  });
}

function inWords({ head, faults }: AuditVerification): string {
  const listed = faults.slice(0, MOST_LISTED).map(({ sequence, fault }) => `entry ${sequence}: ${fault}\n`);
  const rest = faults.length > MOST_LISTED ? `and ${faults.length - MOST_LISTED} more\n` : '';
  const verdict = faults.length === 0 ? 'unbroken' : 'BROKEN';
  return `${listed.join('')}${rest}audit trail ${verdict}: ${head.count} entries, head ${head.count}:${head.hash}\n`;
}
