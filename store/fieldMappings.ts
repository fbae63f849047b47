import { sql } from 'kysely';
import type { FieldMapping, MappingTarget } from '#domain/fieldMapping.js';
import { canonicalJson } from '#domain/id.js';
import type { Caller } from '#domain/people.js';
import type { IsoTime } from '#domain/time.js';
import { BadInputError } from '#domain/errors.js';
import { appendAudit } from './auditTrail.js';
import { inTransaction, type Db } from './database.js';
import { isVisibleTo } from './layers.js';
import { actorOf, refuseOtherRegion } from './operator.js';

/** How the fields of one source become ours, under the name it is used again by. */
export interface StoredMapping {
  readonly name: string;
  readonly target: MappingTarget;
  readonly mapping: FieldMapping;
  readonly revision: number;
  readonly updatedBy: string | null;
  readonly updatedAt: IsoTime;
}

const COLUMNS = ['name', 'target', 'mapping', 'revision', 'updated_by', 'updated_at'] as const;

export async function listMappings(db: Db, caller: Caller): Promise<readonly StoredMapping[]> {
  const rows = await db
    .selectFrom('field_mappings')
    .select(COLUMNS)
    .where(isVisibleTo(caller, 'admin_code'))
    .orderBy('name')
    .execute();
  return rows.map(toMapping);
}

/** @throws BadInputError where no mapping of that name and target is there for the caller */
export async function getMapping(db: Db, caller: Caller, name: string, target: MappingTarget): Promise<StoredMapping> {
  const row = await db
    .selectFrom('field_mappings')
    .select(COLUMNS)
    .where('name', '=', name)
    .where('target', '=', target)
    .where(isVisibleTo(caller, 'admin_code'))
    .executeTakeFirst();
  if (row !== undefined) return toMapping(row);
  const known = (await listMappings(db, caller)).filter((mapping) => mapping.target === target);
  throw new BadInputError('no field mapping of this name', {
    code: 'mapping.unknown',
    where: 'mapping',
    found: name,
    expected: known.map((mapping) => mapping.name).join(', ') || 'a mapping that was saved before',
  });
}

/**
 * Keeps a mapping under its name; the one before is replaced, and stands in the audit trail.
 * @throws ForbiddenError where the name belongs to another region; BadInputError where it maps something else
 */
export async function saveMapping(
  db: Db,
  caller: Caller,
  { name, target, mapping }: Pick<StoredMapping, 'name' | 'target' | 'mapping'>,
): Promise<StoredMapping> {
  return inTransaction(db, async (transaction) => {
    const stored = await transaction
      .selectFrom('field_mappings')
      .select([...COLUMNS, 'admin_code'])
      .where('name', '=', name)
      .forUpdate()
      .executeTakeFirst();
    const adminCode = stored?.admin_code ?? caller.adminCode;
    refuseOtherRegion(caller, adminCode, `mapping ${name}`);
    if (stored !== undefined && stored.target !== target) throw otherTarget(name, stored.target);
    if (stored !== undefined && canonicalJson(stored.mapping) === canonicalJson(mapping)) return toMapping(stored);
    const content = { mapping: JSON.stringify(mapping), updated_by: caller.name };
    const row = await transaction
      .insertInto('field_mappings')
      .values({ name, target, admin_code: adminCode, ...content })
      .onConflict((conflict) =>
        conflict
          .column('name')
          .doUpdateSet({ ...content, revision: (stored?.revision ?? 0) + 1, updated_at: sql`now()` }),
      )
      .returning(COLUMNS)
      .executeTakeFirstOrThrow();
    const act = { ...actorOf(caller), act: 'mappingSaved', noun: 'mapping', nounId: name, adminCode };
    await appendAudit(transaction, [{ ...act, detail: { target, mapping: { ...mapping } } }]);
    return toMapping(row);
  });
}

function otherTarget(name: string, target: string): BadInputError {
  return new BadInputError('the mapping of this name is for something else', {
    code: 'mapping.nameTaken',
    where: 'name',
    found: `${name}, which maps ${target}`,
    expected: 'another name',
  });
}

function toMapping(row: {
  name: string;
  target: string;
  mapping: unknown;
  revision: number;
  updated_by: string | null;
  updated_at: IsoTime;
}): StoredMapping {
  return {
    name: row.name,
    target: row.target as MappingTarget,
    mapping: row.mapping as FieldMapping,
    revision: row.revision,
    updatedBy: row.updated_by,
    updatedAt: row.updated_at,
  };
}
