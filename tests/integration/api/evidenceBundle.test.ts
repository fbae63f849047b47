import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { verifyBundle } from '#cli/bundle/verifyBundle.js';
import { BUNDLE_FILES, BUNDLE_MANIFEST, type BundleManifest, type JudgedInput } from '#domain/evidenceBundle.js';
import { DEFAULT_RULE_SET } from '#pipelines/patches-to-findings/index.js';
import { listAlerts, type ListedAlert } from '#store/alerts.js';
import { auditOf } from '#store/auditTrail.js';
import { saveOrders } from '#store/enforcementOrders.js';
import { saveLayerVersion } from '#store/layerImport.js';
import { savePermits } from '#store/permitRecording.js';
import { unpackArchive } from '#store/vectors/index.js';
import { createMonitoringRuns } from '#worker/monitoringRuns.js';
import { startWorker, type RunningWorker } from '#worker/startWorker.js';
import { zipOf } from '../../support/zipFiles.js';
import { FIELD_PHOTO, photoOf } from '../../unit/evidence/photos.js';
import { BLOCKS, outlineOf, plantTinyCounty } from '../chain/tinyCounty.js';
import { finishedRuns } from '../chain/waiting.js';
import { EVERYWHERE, featureOf, layerOf, permitOf } from '../store/examples.js';
import { apiUnderTest, type ApiUnderTest } from './apiUnderTest.js';
import { formOf } from './sceneForms.js';

jest.setTimeout(240_000);

let api: ApiUnderTest;
let worker: RunningWorker;
let alert: ListedAlert;
/** The bundle of the alert on the block that grows, unpacked. */
let folder: string;
let archive: Buffer;

beforeAll(async () => {
  api = await apiUnderTest();
  const { db, redis, services } = api;
  const [grows, beside, later] = [outlineOf(BLOCKS[0]!), outlineOf(BLOCKS[1]!), outlineOf(BLOCKS[2]!)];
  await savePermits(db, [
    permitOf('建字第2023-017号', { grantedOn: '2023-06-01', geometry: later }),
    permitOf('建字第2024-002号', { grantedOn: '2023-12-01', geometry: outlineOf({ ...BLOCKS[0]!, width: 6 }) }),
  ]);
  const layer = layerOf({ id: 'farmland', kind: 'permanentBasicFarmland', title: '永久基本农田' });
  await saveLayerVersion(db, { layer, features: [featureOf('1', grows)] });
  await saveOrders(db, [{ id: '停-1', kind: 'stopOrder', issuedOn: '2024-01-20', geometry: beside }]);
  const area = await plantTinyCounty(db, services.config.dataDir);
  const runs = await createMonitoringRuns(db, area.id, DEFAULT_RULE_SET);
  worker = startWorker({ db, redis, config: { ...services.config, computeThreads: 2, workerConcurrency: 2 } });
  await finishedRuns(
    db,
    runs.map(({ id }) => id),
  );
  const { items } = await listAlerts(db, EVERYWHERE, { sort: 'areaM2' });
  alert = items.find(({ permitCaseNumbers }) => permitCaseNumbers.includes('建字第2024-002号'))!;
  await api.ask(`/v1/alerts/${alert.id}/evidence`, {
    ...formOf([
      { name: 'manifest', content: JSON.stringify({ note: '围墙已砌至二层' }) },
      { name: 'file', fileName: '现场.jpg', content: await photoOf(FIELD_PHOTO) },
    ]),
    as: 'officer',
  });
  await api.ask(`/v1/alerts/${alert.id}/acts`, {
    as: 'officer',
    body: { act: { act: 'beginDeskReview' }, expectedRevision: alert.revision },
  });
  // What is recorded after a judgement does not change what it was made of.
  await savePermits(db, [permitOf('建字第2024-099号', { grantedOn: '2023-01-01', geometry: grows })]);
  const answer = await api.ask(`/v1/alerts/${alert.id}/bundles`, { method: 'POST', as: 'officer' });
  archive = answer.bytes;
  folder = await unpacked(archive, 'bundle');
});
afterAll(async () => {
  await worker?.close();
  await api.stop();
});

const temporary = (name: string): string => join(api.services.config.dataDir, name);

async function unpacked(zip: Buffer, name: string): Promise<string> {
  writeFileSync(temporary(`${name}.zip`), zip);
  mkdirSync(temporary(name));
  await unpackArchive(temporary(`${name}.zip`), temporary(name), name);
  return temporary(name);
}

const namesIn = (of: string): string[] =>
  (readdirSync(of, { recursive: true }) as string[]).filter((name) => statSync(join(of, name)).isFile());
const sha256 = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');
const read = <T>(name: string): T => JSON.parse(readFileSync(join(folder, name), 'utf8')) as T;
const manifestOf = (): BundleManifest => read<BundleManifest>(BUNDLE_MANIFEST);

/** The bundle with files changed, and its checks that fail. */
async function failuresWith(
  change: Readonly<Record<string, ((content: Buffer) => Buffer | string) | null>>,
  isChecksumMended = false,
): Promise<readonly string[]> {
  const contents = new Map(namesIn(folder).map((name) => [name, readFileSync(join(folder, name))]));
  for (const [name, edit] of Object.entries(change)) {
    if (edit === null) contents.delete(name);
    else contents.set(name, Buffer.from(edit(contents.get(name) ?? Buffer.alloc(0))));
  }
  if (isChecksumMended) {
    const manifest = manifestOf();
    const files = manifest.files.map((file) => ({ ...file, sha256: sha256(contents.get(file.path)!) }));
    contents.set(BUNDLE_MANIFEST, Buffer.from(JSON.stringify({ ...manifest, files })));
  }
  const file = temporary('changed.zip');
  writeFileSync(file, zipOf([...contents].map(([name, content]) => ({ name, content }))));
  const { checks } = await verifyBundle(file);
  return checks.filter(({ isSound }) => !isSound).map(({ what }) => what);
}

const edited = (edit: (value: Record<string, unknown>) => unknown) => (content: Buffer) =>
  JSON.stringify(edit(JSON.parse(content.toString('utf8')) as Record<string, unknown>));

const OF_PLANWATCH = 'planwatch alert scene run recipe patch judging judgement ruleSet layer permit act person'.split(
  ' ',
);
const OF_FILES =
  'report-zh.pdf report-en.pdf pictures alert.json scenes.json audit-trail.json evidence.json judged evidence'.split(
    ' ',
  );

describe('an evidence bundle', () => {
  test('holds the report in both languages, pictures, trail, evidence and what every patch was judged by', async () => {
    const patches = namesIn(folder).filter((name) => name.startsWith('judged/'));
    expect(patches.length).toBeGreaterThanOrEqual(2);
    expect(namesIn(folder)).toEqual(
      expect.arrayContaining([
        BUNDLE_MANIFEST,
        ...Object.values(BUNDLE_FILES),
        'report-zh.pdf',
        'report-en.pdf',
        'pictures/before.jpg',
        'pictures/after.jpg',
        'pictures/location.jpg',
      ]),
    );
    const { files } = manifestOf();
    expect(files.map(({ path }) => path).sort()).toEqual(
      namesIn(folder)
        .filter((name) => name !== BUNDLE_MANIFEST)
        .sort(),
    );
    for (const { path, bytes, sha256: stated } of files) {
      const content = readFileSync(join(folder, path));
      expect([path, content.length, sha256(content)]).toEqual([path, bytes, stated]);
    }
  });

  test('says in terms of PROV where the alert came from: every name used is declared', () => {
    const { prov } = manifestOf();
    const known = new Set([prov.entity, prov.activity, prov.agent].flatMap((records) => Object.keys(records)));
    const relations = [prov.used, prov.wasGeneratedBy, prov.wasDerivedFrom, prov.wasAssociatedWith];
    const ends = relations.flatMap((records) => Object.values(records).flatMap((record) => Object.values(record)));
    expect(ends.filter((end) => typeof end === 'string' && !known.has(end))).toEqual([]);
    const types = [...known].map((name) => name.split(/[/:]/).slice(0, 2).join(':'));
    expect(new Set(types)).toEqual(
      new Set([...OF_PLANWATCH.map((name) => `pw:${name}`), ...OF_FILES.map((name) => `file:${name}`)]),
    );
  });

  test('is sound: anyone comes to the judgement again, by what was known then', async () => {
    const { checks, alertId } = await verifyBundle(temporary('bundle.zip'));
    expect(alertId).toBe(alert.id);
    expect(checks.filter(({ isSound }) => !isSound)).toEqual([]);
    const judged = namesIn(folder).filter((name) => name.startsWith('judged/'));
    expect(checks.filter(({ what }) => what.startsWith('judgement of patch'))).toHaveLength(judged.length);
    const inputs = judged.map((name) => read<JudgedInput>(name));
    expect(inputs.flatMap(({ permits }) => permits.map(({ caseNumber }) => caseNumber))).not.toContain(
      '建字第2024-099号',
    );
    expect(inputs.some(({ features }) => features.length > 0)).toBe(true);
  });

  test('its making stands in the trail with the checksum of its manifest', async () => {
    const entries = await auditOf(api.db, EVERYWHERE, 'alert', alert.id);
    const manifestSha256 = sha256(readFileSync(join(folder, BUNDLE_MANIFEST)));
    expect(entries.at(-1)).toMatchObject({ act: 'bundleMade', detail: { manifestSha256 } });
  });

  test('that was changed is found out: a file, one more, one less', async () => {
    expect(await failuresWith({ 'report-en.pdf': (pdf) => Buffer.concat([pdf, Buffer.from(' ')]) })).toEqual([
      'report-en.pdf',
    ]);
    expect(await failuresWith({ 'pictures/after.jpg': null })).toEqual(['pictures/after.jpg']);
    expect(await failuresWith({ 'pictures/another.jpg': () => 'x' })).toEqual([
      'nothing beside what the manifest names',
    ]);
  });

  test('that was changed and given new checksums is found out by the trail and by judging again', async () => {
    const [judged] = namesIn(folder).filter((name) => name.startsWith('judged/'));
    const withoutFeatures = { [judged!]: edited((input) => ({ ...input, features: [], permits: [] })) };
    const { patch } = read<JudgedInput>(judged!);
    expect(await failuresWith(withoutFeatures, true)).toEqual([`judgement of patch ${patch.id}`]);
    const larger = { [judged!]: edited((input) => ({ ...input, patch: { ...patch, areaM2: patch.areaM2 * 2 } })) };
    expect(await failuresWith(larger, true)).toContain(`area of patch ${patch.id}`);
    const trail = (edit: (entries: Record<string, unknown>[]) => unknown) => ({
      [BUNDLE_FILES.audit]: edited(({ entries }) => ({ entries: edit(entries as Record<string, unknown>[]) })),
    });
    const renamed = trail((entries) => entries.map((entry, i) => (i === 1 ? { ...entry, actor: '别人' } : entry)));
    expect(await failuresWith(renamed, true)).toEqual(['decision trail']);
    expect(
      await failuresWith(
        trail((entries) => entries.toReversed()),
        true,
      ),
    ).toEqual(['decision trail']);
    const photo = namesIn(folder).find((name) => name.startsWith('evidence/'))!;
    expect(await failuresWith({ [photo]: () => 'another photo' }, true)).toEqual(['evidence 现场.jpg']);
  });

  test('is refused where it is none', async () => {
    const file = temporary('none.zip');
    writeFileSync(file, zipOf([{ name: 'a.txt', content: 'x' }]));
    await expect(verifyBundle(file)).rejects.toMatchObject({ detail: { code: 'bundle.manifest' } });
    writeFileSync(file, 'no archive');
    await expect(verifyBundle(file)).rejects.toThrow(/archive/);
  });

  test('is not for people of another region, nor for roles without the right', async () => {
    const bundles = `/v1/alerts/${alert.id}/bundles`;
    expect(await api.ask(bundles, { method: 'POST', as: 'steward' })).toMatchObject({ status: 403 });
    expect(await api.ask(bundles, { method: 'POST', as: 'approver' })).toMatchObject({ status: 403 });
  });
});

const PDFTOTEXT = ['/usr/bin/pdftotext', '/usr/local/bin/pdftotext'].find((path) => existsSync(path));

(PDFTOTEXT === undefined ? describe.skip : describe)('the report, read by pdftotext', () => {
  const textOf = (language: string): string =>
    execFileSync(PDFTOTEXT!, ['-layout', join(folder, `report-${language}.pdf`), '-'], { encoding: 'utf8' });

  test.each([
    [
      'zh',
      [
        '未批先建|少批多占|超红线|占用永久基本农田',
        '前时相',
        '后时相',
        '办理留痕',
        '数据来源与校验值',
        '永久基本农田',
        '围墙已砌至二层',
        '亩',
      ],
    ],
    ['en', ['basic farmland', 'Before', 'After', 'Decision trail', 'Data and checksums', 'Desk review', 'mu']],
  ])('%s says what was found, why and from what', (language, expected) => {
    const text = textOf(language);
    for (const words of expected) expect(text).toMatch(new RegExp(words));
    expect(text).toContain(alert.id);
    expect(text).toContain('建字第2024-002号');
    expect(text).toMatch(/2024-01-10/);
    expect(text).toMatch(/2024-02-10/);
    for (const { contentHash } of read<{ scenes: { contentHash: string }[] }>(BUNDLE_FILES.scenes).scenes) {
      expect(text.replaceAll(/\s/g, '')).toContain(contentHash.slice(0, 32));
    }
    // A name without a word would be left standing in braces or in camel case.
    expect(text).not.toMatch(/\{\w+\}|\[U\+/);
  });
});
