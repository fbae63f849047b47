import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import sharp from 'sharp';
import { createAuditVerifier } from '#domain/audit.js';
import { createApiKey } from '#store/apiKeys.js';
import { readWholeAudit } from '#store/auditTrail.js';
import { FIELD_PHOTO, photoOf } from '../../unit/evidence/photos.js';
import { apiUnderTest, askAt, type Answer, type ApiUnderTest, type Asking } from './apiUnderTest.js';
import { monitoredCounty, type MonitoredCounty } from './monitoredCounty.js';
import { formOf } from './sceneForms.js';

let api: ApiUnderTest;
let county: MonitoredCounty;
beforeAll(async () => {
  api = await apiUnderTest({ limits: { evidenceBytes: 200_000 } });
  county = await monitoredCounty(api, 6);
});
afterAll(() => api.stop());

const form = (file: Buffer, manifest: object = {}, fileName = '现场.jpg'): Asking =>
  formOf([
    { name: 'manifest', content: JSON.stringify(manifest) },
    { name: 'file', fileName, content: file },
  ]);
const handIn = (alertId: string, asking: Asking, as: 'officer' | 'steward' = 'officer'): Promise<Answer> =>
  api.ask(`/v1/alerts/${alertId}/evidence`, { ...asking, as });
interface Item {
  readonly id: string;
  readonly fileName: string;
  readonly sha256: string;
  readonly checks: readonly { check: string; outcome: string; found: number | null }[];
}
const itemsOf = async (alertId: string): Promise<readonly Item[]> =>
  ((await api.ask(`/v1/alerts/${alertId}/evidence`)).json as { items: Item[] }).items;
const files = (): string[] => {
  const folder = join(api.services.config.dataDir, 'objects');
  return existsSync(folder)
    ? (readdirSync(folder, { recursive: true }) as string[]).filter((name) => /\.\w+$/.test(name))
    : [];
};
const sha256 = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');

describe('evidence', () => {
  test('is kept byte for byte, held against the ground, and recorded', async () => {
    const alertId = county.alertIds[0]!;
    const photo = await photoOf(FIELD_PHOTO);
    const answer = await handIn(alertId, form(photo, { visitedOn: '2024-03-20', note: '围墙已砌至二层' }));
    expect(answer).toMatchObject({
      status: 201,
      json: { kind: 'photo', fileName: '现场.jpg', sha256: sha256(photo), bytes: photo.length, note: '围墙已砌至二层' },
    });
    const { id, checks } = answer.json as Item;
    // The photo's place is some 20 km from the ground.
    expect(checks.find(({ check }) => check === 'distance')).toMatchObject({
      outcome: 'doubtful',
      found: expect.closeTo(22_000, -4),
    });
    expect(checks.find(({ check }) => check === 'visit')).toMatchObject({ outcome: 'plausible', found: 0 });

    const file = await api.ask(`/v1/alerts/${alertId}/evidence/${id}/file`, { as: 'approver' });
    expect(file.bytes.equals(photo)).toBe(true);
    expect(file.headers).toMatchObject({
      'content-type': 'image/jpeg',
      'x-content-type-options': 'nosniff',
      'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent('现场.jpg')}`,
    });
    expect(file.headers['content-security-policy']).toContain('sandbox');
    const thumbnail = await api.ask(`/v1/alerts/${alertId}/evidence/${id}/thumbnail.webp`);
    expect(await sharp(thumbnail.bytes).metadata()).toMatchObject({ format: 'webp', width: 64, height: 48 });

    const history = (await api.ask(`/v1/alerts/${alertId}/history`)).json as {
      items: { act: string; detail: object }[];
    };
    expect(history.items.at(-1)).toMatchObject({
      act: 'evidenceSubmitted',
      detail: { evidenceId: id, sha256: sha256(photo), doubtful: expect.arrayContaining(['distance']) },
    });
    const verifier = createAuditVerifier();
    expect(verifier.finish(await readWholeAudit(api.db, (entry) => verifier.take(entry)))).toEqual([]);
  });

  test('handed in twice is one item; for another alert it is told that the bytes are known', async () => {
    const [first, second] = [county.alertIds[1]!, county.alertIds[2]!];
    const photo = await photoOf({ ifd0: { Model: 'twice' } });
    const [a, b] = await Promise.all([handIn(first, form(photo)), handIn(first, form(photo))]);
    expect([a.status, b.status].sort((x, y) => x - y)).toEqual([200, 201]);
    expect((a.json as Item).id).toBe((b.json as Item).id);
    expect(await itemsOf(first)).toHaveLength(1);
    const elsewhere = (await handIn(second, form(photo))).json as Item;
    expect(elsewhere.checks.find(({ check }) => check === 'reuse')).toMatchObject({ outcome: 'doubtful', found: 1 });
  });

  test('what the sender says fills in what the camera did not write, and is marked so', async () => {
    const manifest = { position: [120.0012, 29.9962], headingDegrees: 0, takenAt: '2024-03-20T10:00:00+08:00' };
    const blank = await handIn(county.alertIds[2]!, form(await photoOf(), manifest));
    expect(blank).toMatchObject({
      status: 201,
      json: {
        photo: {
          position: { lonLat: manifest.position, source: 'sender' },
          takenAt: { at: '2024-03-20T02:00:00.000Z', source: 'sender' },
        },
      },
    });
    const own = await handIn(county.alertIds[2]!, form(await photoOf(FIELD_PHOTO), manifest));
    expect(own).toMatchObject({ json: { photo: { position: { source: 'camera' }, headingDegrees: { value: 90 } } } });
  });

  test('a document is an attachment, without a picture', async () => {
    const pdf = Buffer.from('%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n');
    const answer = await handIn(county.alertIds[3]!, form(pdf, { kind: 'attachment' }, '责令停止通知书.pdf'));
    expect(answer).toMatchObject({ status: 201, json: { mediaType: 'application/pdf', photo: null, checks: [] } });
    const { id } = answer.json as Item;
    const thumbnail = await api.ask(`/v1/alerts/${county.alertIds[3]!}/evidence/${id}/thumbnail.webp`);
    expect(thumbnail.status).toBe(404);
  });

  test('withdrawn, it stays with the reason, once', async () => {
    const alertId = county.alertIds[3]!;
    const { id } = (await itemsOf(alertId))[0]!;
    const withdraw = () =>
      api.ask(`/v1/alerts/${alertId}/evidence/${id}/withdrawal`, { as: 'officer', body: { because: '错放' } });
    expect(await withdraw()).toMatchObject({ status: 200, json: { withdrawnBecause: '错放' } });
    expect(await withdraw()).toMatchObject({ status: 422, json: { code: 'evidence.withdrawn' } });
    expect(await itemsOf(alertId)).toMatchObject([{ id, withdrawnBecause: '错放' }]);
    expect((await api.ask(`/v1/alerts/${alertId}/evidence/${id}/file`)).status).toBe(200);
  });
});

describe('what is refused leaves nothing behind', () => {
  test.each([
    ['of another type', Buffer.from('<svg/>'), {}, 422, 'evidence.type'],
    ['too large', Buffer.alloc(300_000, 0xff), {}, 413, 'upload.tooLarge'],
    ['an unknown field', Buffer.from('x'), { alertId: 'other' }, 400, 'request.manifest'],
    ['no position on earth', Buffer.from('x'), { position: [200, 0] }, 400, 'request.manifest'],
  ])('%s', async (_, file, manifest, status, code) => {
    const alertId = county.alertIds[4]!;
    const before = files();
    expect(await handIn(alertId, form(file, manifest))).toMatchObject({ status, json: { code } });
    expect(await itemsOf(alertId)).toEqual([]);
    expect(files()).toEqual(before);
    expect(readdirSync(join(api.services.config.dataDir, 'uploads'))).toEqual([]);
  });

  test('a name that is a path is only a name', async () => {
    const photo = await photoOf({ ifd0: { Model: 'path' } });
    const answer = await handIn(county.alertIds[4]!, form(photo, {}, '../../../../tmp/a\u202e<script>.jpg'));
    expect((answer.json as Item).fileName).toBe('ascript.jpg');
    expect(files().some((name) => name.endsWith(`${sha256(photo)}.jpg`))).toBe(true);
  });

  test('an alert, and evidence, outside the own region are not there', async () => {
    const { key } = await createApiKey(api.db, { role: 'officer', adminCode: '330106', name: 'neighbour' });
    const alertId = county.alertIds[0]!;
    const [item] = await itemsOf(alertId);
    const ask = (path: string, asking: Asking = {}): Promise<Answer> => askAt(api.url, path, asking, key);
    expect((await ask(`/v1/alerts/${alertId}/evidence`)).status).toBe(404);
    expect((await ask(`/v1/alerts/${alertId}/evidence/${item!.id}/file`)).status).toBe(404);
    expect((await ask(`/v1/alerts/${alertId}/evidence`, form(await photoOf()))).status).toBe(404);
    // Named under an alert that is the neighbour's own.
    expect((await ask(`/v1/alerts/${county.alertIds[1]!}/evidence/${item!.id}/file`)).status).toBe(404);
  });

  test('the bytes in the store are what the hash says', () => {
    for (const name of files()) {
      const bytes = readFileSync(join(api.services.config.dataDir, 'objects', name));
      expect(name).toContain(sha256(bytes));
    }
    expect(files().length).toBeGreaterThan(5);
  });
});
