import type Koa from 'koa';
import { BadInputError, NotFoundError } from '#domain/errors.js';
import type { FieldMapping } from '#domain/fieldMapping.js';
import type { Caller } from '#domain/people.js';
import { getMapping, saveMapping } from '#store/fieldMappings.js';
import type { Db } from '#store/database.js';
import { savePermits, type PermitsReceipt } from '#store/permitRecording.js';
import { listPermitRevisions, listPermits, type StoredPermit } from '#store/permits.js';
import {
  notesOf,
  parsePermits,
  permitReadHints,
  permitsOf,
  readVectorFileApart,
  type PermitFile,
} from '#store/vectors/index.js';
import * as contract from '../contracts/permits.js';
import { idempotently } from '../middleware/idempotency.js';
import { route } from '../route.js';
import type { ApiServices } from '../services.js';
import { withVectorUpload } from '../uploads/vectorUpload.js';
import { problemsOf } from './layers.js';

const list = route(contract.listPermits, async ({ query, caller }, { db }) => {
  const page = await listPermits(db, caller, query);
  const features = page.items.map(permitFeature);
  return { body: { type: 'FeatureCollection' as const, features, nextCursor: page.nextCursor } };
});

const read = route(contract.readPermit, async ({ params, caller }, { db }) => {
  const revisions = (await listPermitRevisions(db, caller, params.caseNumber)).map(permitFeature);
  const [current] = revisions;
  if (current === undefined) throw new NotFoundError('permit', params.caseNumber);
  return { body: { current, revisions } };
});

const create = route(contract.createPermits, async ({ body, caller, http }, services) => {
  if (body === undefined) return { body: await createByUpload(http, caller, services) };
  const file = parsePermits(body, 'body');
  return { body: receiptOf(await savePermits(services.db, file.permits, caller), file) };
});

async function createByUpload(http: Koa.Context, caller: Caller, services: ApiServices) {
  const { db, redis } = services;
  return withVectorUpload(http, services, contract.permitManifestSchema, async (upload) => {
    const { manifest, path, fileName, sha256 } = upload;
    const key = http.get('Idempotency-Key');
    const repetition = {
      key,
      callerId: caller.id,
      endpointId: 'createPermits',
      body: JSON.stringify([sha256, manifest]),
    };
    const work = async () => {
      const { crs, encoding, layer, skipRefused } = manifest;
      const mapping = await mappingOf(db, caller, manifest);
      const options = { crs, encoding, layer, mapping, brokenFeatures: 'report' as const };
      const content = await readVectorFileApart(path, permitReadHints(options), fileName);
      const file = permitsOf(content, fileName, options);
      if (!skipRefused) refuseRefused(file, fileName);
      return { body: receiptOf(await savePermits(db, file.permits, caller), file) };
    };
    return (await idempotently(redis, repetition, work)).body;
  });
}

async function mappingOf(db: Db, caller: Caller, manifest: contract.PermitManifest): Promise<FieldMapping | null> {
  const { mapping: named, saveMappingAs: name } = manifest;
  const mapping =
    typeof named === 'string' ? (await getMapping(db, caller, named, 'permits')).mapping : (named ?? null);
  if (mapping !== null && name !== undefined) await saveMapping(db, caller, { name, target: 'permits', mapping });
  return mapping;
}

const NAMED = 20;

function refuseRefused({ report }: PermitFile, where: string): void {
  const refused = notesOf(report, 'refused');
  if (refused.length === 0) return;
  const rest = refused.length > NAMED ? ` | and ${refused.length - NAMED} more` : '';
  throw new BadInputError(`${refused.length} permits cannot be used; nothing was stored`, {
    code: 'permits.refused',
    where,
    found: refused.slice(0, NAMED).join(' | ') + rest,
    expected: 'permits without faults, or skipRefused',
  });
}

const put = route(contract.putPermit, async ({ params, body, caller }, { db }) => {
  const { caseNumber } = params;
  const properties = (body as { properties?: { caseNumber?: unknown } | null }).properties ?? {};
  if (properties.caseNumber !== undefined && properties.caseNumber !== caseNumber) {
    throw new BadInputError('the permit is not the one of the path', {
      code: 'permit.caseNumberContradicts',
      where: 'body.properties.caseNumber',
      found: JSON.stringify(properties.caseNumber),
      expected: caseNumber,
    });
  }
  const feature = { ...body, properties: { ...properties, caseNumber } };
  const file = parsePermits({ type: 'FeatureCollection', features: [feature] }, 'body');
  const receipt = receiptOf(await savePermits(db, file.permits, caller), file);
  return { status: receipt.accepted > 0 ? 201 : 200, body: receipt };
});

const OUTCOMES_GIVEN = 1000;

function receiptOf({ accepted, unchanged, items }: PermitsReceipt, { report }: PermitFile) {
  return {
    accepted,
    unchanged,
    refused: notesOf(report, 'refused').length,
    items: items.slice(0, OUTCOMES_GIVEN),
    problems: problemsOf(report).slice(0, OUTCOMES_GIVEN),
  };
}

export function permitFeature({ geometry, ...properties }: StoredPermit) {
  return { type: 'Feature' as const, id: properties.caseNumber, geometry, properties };
}

export const permitRoutes = [list, create, read, put];
