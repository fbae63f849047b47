import { describe, expect, test } from '@jest/globals';
import { sql } from 'kysely';
import { inOrderOfSteps, missingSteps } from '#domain/project.js';
import { listPermitRevisions, listPermits } from '#store/permits.js';
import { savePermits } from '#store/permitRecording.js';
import { getProject, listProjects, saveProject } from '#store/projects.js';
import { auditOf } from '#store/auditTrail.js';
import { callerOf, EVERYWHERE, permitOf, square } from './examples.js';
import { testDatabase } from './testDatabase.js';

const stored = testDatabase();
const outcomes = async (...permits: Parameters<typeof savePermits>[1]) =>
  (await savePermits(stored.db, permits, EVERYWHERE)).items.map(({ outcome, currentRevision }) => [
    outcome,
    currentRevision,
  ]);

describe('revisions of a permit', () => {
  test('may come in any order: the highest counts, all are kept', async () => {
    expect(await outcomes(permitOf('R', { revision: 2 }))).toEqual([['stored', 2]]);
    expect(await outcomes(permitOf('R', { revision: 1, validTo: null }))).toEqual([['storedOlder', 2]]);
    expect(await outcomes(permitOf('R', { revision: 2 }))).toEqual([['unchanged', 2]]);
    expect(await outcomes(permitOf('R', { revision: 3, stage: 'building' }))).toEqual([['stored', 3]]);
    const history = await listPermitRevisions(stored.db, EVERYWHERE, 'R');
    expect(history.map(({ revision }) => revision)).toEqual([3, 2, 1]);
    expect(await auditOf(stored.db, EVERYWHERE, 'permit', 'R')).toHaveLength(3);
  });

  test('with other content under a stored number are a conflict, and the whole push is undone', async () => {
    await outcomes(permitOf('C'));
    const push = outcomes(permitOf('C-new'), permitOf('C', { conditions: 'other' }));
    await expect(push).rejects.toMatchObject({ detail: { code: 'permit.revisionExists' } });
    expect(await listPermitRevisions(stored.db, EVERYWHERE, 'C-new')).toEqual([]);
  });

  test('pushed by many at once are stored once', async () => {
    const pushes = await Promise.all(Array.from({ length: 6 }, () => outcomes(permitOf('many'))));
    expect(pushes.flat().filter(([outcome]) => outcome === 'stored')).toHaveLength(1);
  });

  test('are known from the moment they were recorded', async () => {
    await outcomes(permitOf('K', { revision: 1 }));
    const { rows } = await sql<{ now: string }>`SELECT clock_timestamp() AS now`.execute(stored.db);
    await sql`SELECT pg_sleep(0.01)`.execute(stored.db);
    await outcomes(permitOf('K', { revision: 2, stage: 'withdrawn', withdrawnOn: '2024-05-01' }));
    const at = async (asKnownAt?: string) =>
      (await listPermits(stored.db, EVERYWHERE, { caseNumber: 'K', asKnownAt })).items.map(({ stage }) => stage);
    expect(await at()).toEqual(['withdrawn']);
    expect(await at(rows[0]!.now)).toEqual(['granted']);
    expect(await at('2020-01-01T00:00:00Z')).toEqual([]);
  });

  test('are written in the own region only, and seen around it', async () => {
    const city = { ...EVERYWHERE, adminCode: '330100' };
    await savePermits(stored.db, [permitOf('city')], city);
    const neighbour = { ...EVERYWHERE, adminCode: '330200' };
    await expect(savePermits(stored.db, [permitOf('city', { revision: 2 })], neighbour)).rejects.toMatchObject({
      kind: 'forbidden',
    });
    const sees = async (adminCode: string) =>
      (await listPermits(stored.db, callerOf(adminCode), { caseNumber: 'city' })).items.length;
    expect(await Promise.all(['330106', '330000', '330200'].map(sees))).toEqual([1, 1, 0]);
  });
});

describe('a project', () => {
  test('gathers its permits in the order of their steps and counts common ground once', async () => {
    const common = { projectId: 'P1', geometry: square(120, 30) };
    await savePermits(stored.db, [
      permitOf('P1-build', { ...common, kind: 'buildingPermit', grantedOn: '2024-03-01' }),
      permitOf('P1-convert', { ...common, kind: 'farmlandConversion', grantedOn: '2023-01-01' }),
      permitOf('P1-use', { ...common, kind: 'landUsePermit', grantedOn: '2023-06-01' }),
    ]);
    const { items } = await listPermits(stored.db, EVERYWHERE, { projectId: 'P1' });
    expect(inOrderOfSteps(items).map(({ kind }) => kind)).toEqual([
      'farmlandConversion',
      'landUsePermit',
      'buildingPermit',
    ]);
    expect(missingSteps(items.map(({ kind }) => kind))).toEqual(['siteOpinion', 'landSupply']);
    const project = await getProject(stored.db, EVERYWHERE, 'P1');
    expect(project).toMatchObject({ permitCount: 3, firstGrantedOn: '2023-01-01', lastGrantedOn: '2024-03-01' });
    // One square of 0.001° at 30° N: 96.49 m × 110.85 m.
    expect(project!.areaM2 / (96.49 * 110.85)).toBeCloseTo(1, 3);
  });

  test('may be described before and after its permits come', async () => {
    const facts = { id: 'P2', title: '西溪小学', developer: '教育局', note: null };
    expect(await saveProject(stored.db, EVERYWHERE, facts)).toEqual({ created: true, changed: true });
    expect(await saveProject(stored.db, EVERYWHERE, facts)).toEqual({ created: false, changed: false });
    await savePermits(stored.db, [permitOf('P2-1', { projectId: 'P2' })]);
    expect(await getProject(stored.db, EVERYWHERE, 'P2')).toMatchObject({ title: '西溪小学', permitCount: 1 });
    const found = await listProjects(stored.db, EVERYWHERE, { search: '小学' });
    expect(found.items.map(({ id }) => id)).toEqual(['P2']);
  });
});
