import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type Koa from 'koa';
import { NotFoundError } from '#domain/errors.js';
import type { Caller } from '#domain/people.js';
import type { Scene } from '#domain/scene.js';
import { contentHash } from '#store/rasters/index.js';
import { getScene, listScenes } from '#store/scenes.js';
import * as contract from '../contracts/scenes.js';
import { idempotently } from '../middleware/idempotency.js';
import { route } from '../route.js';
import type { ApiServices } from '../services.js';
import { fileBelowImportRoots } from '../uploads/importRoots.js';
import { parseManifestJson } from '../uploads/manifestJson.js';
import { receiveUpload } from '../uploads/receiveUpload.js';
import { acquisitionTime, registerInPlace, registerUploaded } from '../uploads/sceneRegistration.js';

const list = route(contract.listScenes, async ({ query }, { db }) => {
  const { from, to, ...filter } = query;
  const page = await listScenes(db, {
    ...filter,
    from: from && `${from}T00:00:00.000Z`,
    to: to && `${to}T23:59:59.999Z`,
  });
  return { body: { items: page.items.map(sceneJson), nextCursor: page.nextCursor } };
});

const read = route(contract.readScene, async ({ params }, { db }) => {
  const scene = await getScene(db, params.id);
  if (scene === null) throw new NotFoundError('scene', params.id);
  return { body: sceneJson(scene) };
});

const create = route(contract.createScene, async (request, services) => {
  const { body, http, caller } = request;
  const { scene, created } =
    body === undefined ? await createByUpload(http, caller, services) : await createByReference(body, services);
  return { status: created ? 201 : 200, body: sceneJson(scene) };
});

async function createByReference({ href, ...manifest }: contract.SceneReference, { db, config }: ApiServices) {
  acquisitionTime(manifest);
  const path = await fileBelowImportRoots(href, config.importRoots);
  return registerInPlace(db, { path, name: href, sha256: await contentHash(path), manifest });
}

async function createByUpload(http: Koa.Context, caller: Caller, services: ApiServices) {
  const { config, db, limits, redis } = services;
  const { manifest, path, fileName, sha256 } = await receiveUpload(http.req, {
    folder: join(config.dataDir, 'uploads'),
    limitBytes: limits.uploadBytes,
    parseManifest,
  });
  const source = { path, name: fileName || 'file', sha256, manifest };
  const key = http.get('Idempotency-Key');
  const repetition = { key, callerId: caller.id, endpointId: 'createScene', body: JSON.stringify([sha256, manifest]) };
  try {
    const register = async () => ({ body: await registerUploaded(db, source, join(config.dataDir, 'rasters')) });
    return (await idempotently(redis, repetition, register)).body;
  } finally {
    await rm(path, { force: true });
  }
}

/** @throws BadInputError before a byte of the file is stored */
function parseManifest(text: string): contract.SceneManifest {
  const manifest = parseManifestJson(contract.sceneManifestSchema, text);
  acquisitionTime(manifest);
  return manifest;
}

/** A scene as callers see it: where its pixels lie on the server is nobody's business. */
export function sceneJson(scene: Scene): contract.SceneJson {
  const bands = Object.entries(scene.asset.bands).sort(([, a], [, b]) => a - b);
  return {
    id: scene.id,
    title: scene.title,
    acquiredAt: scene.acquiredAt,
    sensor: scene.sensor,
    platform: scene.platform,
    bands: bands.map(([name]) => name),
    footprintWgs84: scene.footprintWgs84 as contract.SceneJson['footprintWgs84'],
    epsg: scene.grid.epsg,
    widthPixels: scene.grid.width,
    heightPixels: scene.grid.height,
    gsdMetres: scene.gsdMetres,
    clearShare: scene.clearShare,
    contentHash: scene.contentHash,
  };
}

export const sceneRoutes = [list, read, create];
