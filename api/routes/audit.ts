import { Readable } from 'node:stream';
import type { AuditEntry, AuditHead } from '#domain/audit.js';
import { auditEntries, listAudit } from '#store/auditTrail.js';
import { verifyAudit } from '#store/auditVerification.js';
import * as contract from '../contracts/audit.js';
import { route } from '../route.js';

const list = route(contract.listAudit, async ({ query, caller }, { db }) => ({
  body: await listAudit(db, caller, query),
}));

/** Faults that are listed; the rest is counted. */
const MOST_FAULTS = 100;

const verify = route(contract.verifyAudit, async ({ query }, { db }) => {
  const { head, faults } = await verifyAudit(db, query.head === undefined ? null : headOf(query.head));
  return {
    body: {
      isUnbroken: faults.length === 0,
      count: head.count,
      head: `${head.count}:${head.hash}`,
      faultCount: faults.length,
      faults: faults.slice(0, MOST_FAULTS),
    },
  };
});

/** @param text COUNT:HASH, as the contract has checked it */
function headOf(text: string): AuditHead {
  const [count = '', hash = ''] = text.split(':');
  return { count: Number(count), hash };
}

const exported = route(contract.exportAudit, ({ caller }, { db }) =>
  Promise.resolve({
    body: Readable.from(asLines(auditEntries(db, caller))),
    headers: { 'Content-Disposition': 'attachment; filename="planwatch-audit.jsonl"' },
  }),
);

async function* asLines(entries: AsyncIterable<AuditEntry>): AsyncGenerator<string> {
  for await (const entry of entries) yield `${JSON.stringify(entry)}\n`;
}

export const auditRoutes = [list, verify, exported];
