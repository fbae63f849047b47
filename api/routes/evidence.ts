import { createReadStream } from 'node:fs';
import { NotFoundError } from '#domain/errors.js';
import { getEvidence, listEvidence, withdrawEvidence } from '#store/evidence/index.js';
import { officeDayOf } from '#domain/time.js';
import { makeFieldPack } from '../fieldPack/makeFieldPack.js';
import { createFieldPack } from '../contracts/fieldPack.js';
import { makeBundle } from '../bundle/makeBundle.js';
import * as contract from '../contracts/evidence.js';
import { route } from '../route.js';
import { evidenceStore, receiveEvidence } from '../uploads/evidenceUpload.js';
import { requireAlert } from './alerts.js';

const create = route(contract.createEvidence, async ({ params, caller, http }, services) => {
  await requireAlert(services.db, caller, params.id);
  const { item, created } = await receiveEvidence(http.req, params.id, caller, services);
  return { status: created ? 201 : 200, body: item };
});

const list = route(contract.listEvidence, async ({ params, caller }, { db }) => {
  const alert = await requireAlert(db, caller, params.id);
  return { body: { items: await listEvidence(db, caller, alert.id) } };
});

const withdraw = route(contract.withdrawEvidence, async ({ params, body, caller }, { db }) => {
  const withdrawal = { alertId: params.id, id: params.evidenceId, because: body.because };
  return { body: await withdrawEvidence(db, caller, withdrawal, new Date().toISOString()) };
});

/** Content never changes under its address. */
const KEPT = { 'Cache-Control': 'private, max-age=86400, immutable' };

const file = route(contract.readEvidenceFile, async ({ params, caller }, services) => {
  const { item, objectKey } = await getEvidence(services.db, caller, params.id, params.evidenceId);
  const path = evidenceStore(services).resolve(objectKey);
  const headers = {
    ...KEPT,
    'Content-Type': item.mediaType,
    'Content-Length': String(item.bytes),
    'Content-Disposition': `attachment; filename*=UTF-8''${encodeURIComponent(item.fileName)}`,
    'Content-Security-Policy': "default-src 'none'; sandbox",
  };
  return { body: createReadStream(path), headers };
});

const thumbnail = route(contract.readEvidenceThumbnail, async ({ params, caller }, services) => {
  const { thumbnailKey } = await getEvidence(services.db, caller, params.id, params.evidenceId);
  if (thumbnailKey === null) throw new NotFoundError('thumbnail of evidence', params.evidenceId);
  return { body: createReadStream(evidenceStore(services).resolve(thumbnailKey)), headers: KEPT };
});

const bundle = route(contract.createEvidenceBundle, async ({ params, caller }, services) => {
  const request = { caller, alertId: params.id, at: new Date().toISOString() };
  const body = await makeBundle(services, evidenceStore(services), request);
  const name = `planwatch-evidence-${params.id}.zip`;
  return { body, headers: { 'Content-Disposition': `attachment; filename="${name}"` } };
});

const fieldPack = route(createFieldPack, async ({ body: { alertIds, language }, caller }, services) => {
  const at = new Date().toISOString();
  const body = await makeFieldPack(services, { caller, alertIds, language, at });
  const name = `planwatch-field-pack-${officeDayOf(at)}.zip`;
  return { body, headers: { 'Content-Disposition': `attachment; filename="${name}"` } };
});

export const evidenceRoutes = [create, list, withdraw, file, thumbnail, bundle, fieldPack];
