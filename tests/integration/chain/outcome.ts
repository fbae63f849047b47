import { sql } from 'kysely';
import type { Db } from '#store/database.js';

/** Everything that a chain of runs leaves behind, apart from the moments at which it was written. */
export async function outcomeOf(db: Db): Promise<Record<string, readonly unknown[]>> {
  const tables = {
    runs: 'SELECT id, status, error, chunks_total, patch_count, alert_count, assessed_share, warnings FROM runs ORDER BY id',
    patches: 'SELECT *, ST_AsText(geometry, 17) AS geometry FROM patches ORDER BY id',
    findings: 'SELECT patch_id, kind, severity, area_m2, finding, rule_set FROM findings ORDER BY patch_id, kind',
    alerts: `SELECT id, kind, severity, status, admin_code, area_m2, onset_from, onset_to, permit_case_numbers, explanation,
      ST_AsText(geometry, 17) AS geometry FROM alerts ORDER BY id`,
    links: 'SELECT alert_id, patch_id, lineage FROM alert_patches ORDER BY alert_id, patch_id',
    history: "SELECT noun_id, actor, act, detail FROM audit_trail WHERE noun = 'alert' ORDER BY noun_id, sequence",
    chunks: 'SELECT run_id, chunk FROM run_chunks',
    waiting: 'SELECT topic, payload FROM outbox WHERE dispatched_at IS NULL',
  };
  const outcome: Record<string, readonly unknown[]> = {};
  for (const [name, query] of Object.entries(tables)) outcome[name] = (await sql.raw(query).execute(db)).rows;
  return outcome;
}
