import { sql } from 'kysely';
import { BadInputError } from '#domain/errors.js';
import type { AreaGeometry } from '#domain/geometry.js';
import { contentHashOf } from '#domain/id.js';
import type { EnforcementOrder, OrderKind } from '#domain/order.js';
import type { Caller } from '#domain/people.js';
import type { IsoTime } from '#domain/time.js';
import { appendAudit } from './auditTrail.js';
import { inTransaction, type Db } from './database.js';
import { geoJsonOf, geometryFrom, NEAR_DEGREES } from './geometry.js';
import { actorOf, OPERATOR, refuseOtherRegion } from './operator.js';

/**
 * Stores orders that were issued outside of alerts, all or none; those that stand stored already stay.
 * @param adminCode region that they are kept for; default the caller's
 * @throws BadInputError where an id stands for another order; ForbiddenError where they are kept for another region
 */
export async function saveOrders(
  db: Db,
  orders: readonly EnforcementOrder[],
  caller: Caller = OPERATOR,
  adminCode: string = caller.adminCode,
): Promise<{ readonly stored: number; readonly unchanged: number }> {
  refuseOtherRegion(caller, adminCode, 'the orders');
  return inTransaction(db, async (transaction) => {
    const stored: EnforcementOrder[] = [];
    for (const order of orders) {
      const hash = contentHashOf(order);
      const row = await transaction
        .insertInto('enforcement_orders')
        .values({
          id: order.id,
          kind: order.kind,
          issued_on: order.issuedOn,
          geometry: geometryFrom(order.geometry),
          admin_code: adminCode,
          content_hash: hash,
          recorded_by: caller.name,
        })
        .onConflict((conflict) => conflict.column('id').doNothing())
        .executeTakeFirst();
      if ((row.numInsertedOrUpdatedRows ?? 0n) > 0n) stored.push(order);
      else await refuseOther(transaction, order.id, hash);
    }
    await appendAudit(
      transaction,
      stored.map(({ id, kind, issuedOn }) => ({
        ...actorOf(caller),
        act: 'orderRecorded',
        noun: 'order',
        nounId: id,
        adminCode,
        detail: { kind, issuedOn },
      })),
    );
    return { stored: stored.length, unchanged: orders.length - stored.length };
  });
}

async function refuseOther(db: Db, id: string, hash: string): Promise<void> {
  const row = await db
    .selectFrom('enforcement_orders')
    .select(['content_hash', 'kind', 'issued_on'])
    .where('id', '=', id)
    .executeTakeFirstOrThrow();
  if (row.content_hash === hash) return;
  throw new BadInputError('this order stands stored with other content', {
    code: 'order.exists',
    where: `order ${id}`,
    found: 'other kind, day or ground',
    expected: `${row.kind} of ${row.issued_on} as it is stored, or another id`,
  });
}

/**
 * Orders near each patch of a run, by patch id: those stored on their own, and those of alerts, which cover the alert's ground.
 * @param asKnownAt what was recorded up to this instant; null: what is known now
 */
export async function ordersNearPatches(
  db: Db,
  runId: string,
  asKnownAt: IsoTime | null,
): Promise<ReadonlyMap<string, readonly EnforcementOrder[]>> {
  const known = asKnownAt ?? 'infinity';
  const { rows } = await sql<{
    patch_id: string;
    id: string;
    kind: OrderKind;
    issued_on: string;
    geometry_json: AreaGeometry;
  }>`
    WITH orders AS (
      SELECT id, kind, issued_on, geometry FROM enforcement_orders WHERE recorded_at <= ${known}::timestamptz
      UNION ALL
      SELECT alerts.id::text || '/' || place.ordinality, given ->> 'orderKind', (given ->> 'issuedOn')::date, geometry
      FROM alerts, jsonb_array_elements(orders) WITH ORDINALITY AS place(given, ordinality)
      WHERE orders <> '[]' AND raised_at <= ${known}::timestamptz)
    SELECT p.id AS patch_id, orders.id, kind, issued_on, ${geoJsonOf('orders.geometry')} AS geometry_json
    FROM patches p JOIN orders ON ST_DWithin(p.geometry, orders.geometry, ${NEAR_DEGREES})
    WHERE p.run_id = ${runId} ORDER BY p.ordinal, orders.id
  `.execute(db);
  const byPatch = new Map<string, EnforcementOrder[]>();
  for (const { patch_id: patchId, id, kind, issued_on: issuedOn, geometry_json: geometry } of rows) {
    byPatch.set(patchId, [...(byPatch.get(patchId) ?? []), { id, kind, issuedOn, geometry }]);
  }
  return byPatch;
}
