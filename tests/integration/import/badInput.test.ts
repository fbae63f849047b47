import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Position } from 'geojson';
import proj4 from 'proj4';
import { register } from '#cli/commands/import.js';
import { wgs84ToGcj02 } from '#domain/gcj02.js';
import { getLayerRecord, listLayerFeatures, listLayers } from '#store/layers.js';
import { OPERATOR } from '#store/operator.js';
import { listPermits } from '#store/permits.js';
import { runInProcess } from '../../support/runInProcess.js';
import { apiUnderTest, type ApiUnderTest } from '../api/apiUnderTest.js';
import { formOf } from '../api/sceneForms.js';

/** Bad plans and permits, by command line and API: each is refused or reported clearly, and what is published stays as it was. */
let api: ApiUnderTest;
let folder = '';
let published: unknown;
beforeAll(async () => {
  api = await apiUnderTest();
  folder = await mkdtemp(join(tmpdir(), 'planwatch-bad-'));
  await byCommand(await saved('good', collection(PLOTS)), '2023', '--publish');
  published = await publishedState();
  expect(published).toMatchObject({ versions: [['2023', 'published']] });
}, 120_000);
afterAll(async () => {
  await api.stop();
  await rm(folder, { recursive: true });
});

const square = (x: number, y: number, side: number): Position[] => [
  [x, y],
  [x + side, y],
  [x + side, y + side],
  [x, y + side],
  [x, y],
];
/** Twelve plots near 118° E 32° N, WGS84. */
const PLOTS = Array.from({ length: 12 }, (_, i) => square(118 + i / 200, 32 + i / 300, 0.002));
/** CGCS2000 / 3-degree Gauss-Kruger CM 117E, EPSG:4548, from the plane's own parameters. */
const toPlane = proj4('+proj=longlat +ellps=GRS80', '+proj=tmerc +lon_0=117 +k=1 +x_0=500000 +ellps=GRS80 +units=m');
const IN_PLANE = PLOTS.map((ring) => ring.map(([x, y]): Position => toPlane.forward([x!, y!])));
const swapped = (rings: readonly Position[][]) => rings.map((ring) => ring.map(([x, y]) => [y!, x!]));

function collection(rings: readonly Position[][], { epsg, code = '0101' }: { epsg?: number; code?: string } = {}) {
  return {
    type: 'FeatureCollection',
    ...(epsg !== undefined && { crs: { type: 'name', properties: { name: `urn:ogc:def:crs:EPSG::${epsg}` } } }),
    features: rings.map((ring, i) => ({
      type: 'Feature',
      properties: { id: `P${i}`, code },
      geometry: { type: 'Polygon', coordinates: [ring] },
    })),
  };
}

async function saved(name: string, content: object): Promise<string> {
  const path = join(folder, `${name}.geojson`);
  await writeFile(path, JSON.stringify(content));
  return path;
}

const byCommand = (path: string, version: string, ...more: string[]): Promise<string> => {
  const of = ['--id', 'survey', '--kind', 'landClass', '--layer-version', version, '--valid-from', '2024-01-01'];
  return runInProcess(register, api.services, ['import', 'layer', path, ...of, ...more]);
};
const byUpload = (content: object, change: object = {}) => {
  const of = {
    id: 'survey',
    kind: 'landClass',
    title: '国土调查',
    version: '2024',
    validFrom: '2024-01-01',
    ...change,
  };
  const file = { name: 'file', fileName: 'plan.geojson', content: JSON.stringify(content) };
  return api.ask('/v1/layers', { ...formOf([{ name: 'manifest', content: JSON.stringify(of) }, file]), as: 'steward' });
};

/** What everybody is judged by. */
async function publishedState(): Promise<unknown> {
  const layers = await listLayers(api.db, OPERATOR, { status: 'published' });
  const { features } = await listLayerFeatures(api.db, 'survey', '2023');
  return { versions: layers.map(({ version, status }) => [version, status]), features };
}

describe('a layer that cannot be what it says is refused, and what was found stands beside what was expected', () => {
  const million = Array.from({ length: 1_000_001 }, (_, i): Position => [118 + Math.cos(i / 1e6) / 100, 32 + i / 1e8]);
  million[million.length - 1] = million[0]!;
  test.each([
    ['a system of another place', collection(IN_PLANE, { epsg: 4527 }), 'crs.outsideAreaOfUse', /EPSG:4548/],
    ['degrees in a metre system', collection(PLOTS, { epsg: 4548 }), 'crs.degreesInMetres', /metres of EPSG:4548/],
    ['metres in degrees', collection(IN_PLANE, { epsg: 4490 }), 'vector.wrongCrs', /crs/],
    ['latitude before longitude', collection(swapped(PLOTS)), 'vector.axesSwapped', /longitude/],
    ['northing before easting', collection(swapped(IN_PLANE), { epsg: 4548 }), 'vector.axesSwapped', /easting/],
    ['a million corners', collection([million]), 'vector.empty', /too many corners/],
  ])('%s', async (name, content, code, said) => {
    const command = byCommand(await saved(name, content), '2024', '--publish');
    await expect(command).rejects.toMatchObject({ kind: 'badInput', detail: { code } });
    await expect(command).rejects.toThrow(said);
    const answer = await byUpload(content);
    expect(answer).toMatchObject({ status: 422, json: { code } });
    expect(JSON.stringify(answer.json)).toMatch(said);
    expect(await publishedState()).toEqual(published);
    expect(await getLayerRecord(api.db, OPERATOR, 'survey', '2024')).toBeNull();
  });

  test('a term that ends before it begins', async () => {
    const command = byCommand(await saved('term', collection(PLOTS)), '2024', '--valid-to', '2023-12-31');
    await expect(command).rejects.toMatchObject({ detail: { code: 'layer.reversedTerm' } });
    expect(await byUpload(collection(PLOTS), { validTo: '2023-12-31' })).toMatchObject({
      status: 422,
      json: { code: 'layer.reversedTerm' },
    });
    expect(await publishedState()).toEqual(published);
  });
});

describe('a layer that may be wrong is a draft with a report', () => {
  const shifted = PLOTS.map((ring) => ring.map(([x, y]): Position => [...wgs84ToGcj02([x!, y!])]));

  test('coordinates that fit what is published only without the offset of GCJ-02: suspected, and not published unseen', async () => {
    const command = byCommand(await saved('gcj', collection(shifted)), '2024', '--publish');
    await expect(command).rejects.toThrow(/suspectedOffset|GCJ-02/);
    const answer = await byUpload(collection(shifted));
    expect(answer).toMatchObject({
      status: 201,
      json: { blockingProblems: ['suspectedOffset'], quality: { suspectedOffset: { system: 'GCJ-02' } } },
    });
    const publish = await api.ask('/v1/layers/survey/2024/publish', { body: {}, as: 'supervisor' });
    expect(publish.status).toBe(422);
    expect(await publishedState()).toEqual(published);
  });

  test('codes that no table knows are named', async () => {
    const unknown = collection(PLOTS, { code: 'Q7' });
    expect(await byCommand(await saved('codes', unknown), '2025')).toContain(
      'codes that no table knows: Q7 (12 features)',
    );
    expect(await byUpload(unknown, { version: '2026' })).toMatchObject({
      status: 201,
      json: { furtherProblems: ['unknownCodes'], quality: { unknownCodes: { items: [{ code: 'Q7', features: 12 }] } } },
    });
    expect(await publishedState()).toEqual(published);
  });
});

describe('permits', () => {
  const permits = (...list: object[]) => ({
    type: 'FeatureCollection',
    features: list.map((properties, i) => ({
      type: 'Feature',
      geometry: { type: 'Polygon', coordinates: [PLOTS[i]] },
      properties: { kind: 'buildingPermit', grantedOn: '2024-01-01', ...properties },
    })),
  });
  test.each([
    ['valid to a day before the grant', { validTo: '2023-12-31' }, 'permit.reversedTerm', /validTo/],
    ['withdrawn before the grant', { withdrawnOn: '2023-12-31' }, 'permit.reversedTerm', /withdrawnOn/],
    ['granted on no calendar day', { grantedOn: '2024-02-30' }, 'permit.field', /grantedOn/],
    ['of an unknown kind', { kind: 'castle' }, 'permit.field', /kind/],
    ['of an unknown stage', { stage: 'dreamt' }, 'permit.field', /stage/],
  ])('%s keep their neighbours out as well', async (name, change, code, field) => {
    const content = permits({ caseNumber: 'X1' }, { caseNumber: 'X2', ...change });
    const command = runInProcess(register, api.services, ['import', 'permits', await saved(name, content)]);
    await expect(command).rejects.toMatchObject({ kind: 'badInput', detail: { code: 'permits.refused' } });
    await expect(command).rejects.toThrow(field);
    const answer = await api.ask('/v1/permits', { body: content, as: 'approver' });
    expect(answer).toMatchObject({ status: 422, json: { code } });
    expect(JSON.stringify(answer.json)).toMatch(field);
    expect((await listPermits(api.db, OPERATOR)).items).toEqual([]);
  });
});
