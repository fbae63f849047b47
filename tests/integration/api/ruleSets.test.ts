import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { DEFAULT_RULE_SET, ruleSetReference } from '#pipelines/patches-to-findings/index.js';
import { createApiKey } from '#store/apiKeys.js';
import { registerScene } from '#store/scenes.js';
import { replayRun } from '#worker/jobs/replayRun.js';
import { county, seenIn } from '../chain/judgedCounty.js';
import { sceneOf, square } from '../store/examples.js';
import { apiUnderTest, type Answer, type ApiUnderTest, type Asking } from './apiUnderTest.js';

jest.setTimeout(120_000);

let api: ApiUnderTest;
beforeAll(async () => {
  api = await apiUnderTest();
});
afterAll(() => api.stop());

const ask = (path: string, asking: Asking = {}): Promise<Answer> => api.ask(path, asking);

/** Rules of an office, with another tolerance of what is built without approval (m²). */
function officeRules(id: string, version: string, toleranceM2 = 500) {
  const rules = DEFAULT_RULE_SET.rules.map((rule) =>
    rule.kind === 'buildWithoutApproval' ? { ...rule, toleranceM2 } : rule,
  );
  return { ...DEFAULT_RULE_SET, id, version, rules };
}

const draft = (content: unknown, as: Asking['as'] = 'steward', note: string | null = null): Promise<Answer> =>
  ask('/v1/rule-sets', { body: { content, note }, as });

const hashOf = (answer: Answer): string => (answer.json as { reference: { hash: string } }).reference.hash;

describe('a rule set', () => {
  test('is shipped with the software, in force until an office publishes another', async () => {
    const { json } = await ask('/v1/rule-sets', { as: 'officer' });
    expect(json).toMatchObject({ items: [{ reference: { id: 'default' }, status: 'shipped', isInForce: true }] });
    expect((await ask('/v1/rule-sets/schema', { as: 'officer' })).json).toMatchObject({ title: 'rule-set' });
  });

  test('is told everything that is wrong with it, by JSON Pointer and in both languages', async () => {
    const broken = { ...officeRules('office', '1', -1), gsdShare: 'wide' };
    const index = broken.rules.findIndex(({ kind }) => kind === 'buildWithoutApproval');
    const answer = await ask('/v1/rule-sets/validate', { body: { content: broken }, as: 'steward' });
    expect(answer).toMatchObject({
      status: 200,
      json: {
        reference: null,
        problems: [{ pointer: '/gsdShare' }, { pointer: `/rules/${index}/toleranceM2`, message: { zh: /./, en: /./ } }],
      },
    });
    expect(await draft(broken)).toMatchObject({
      status: 422,
      json: { code: 'ruleSet.invalid', where: 'body.content/gsdShare', found: expect.stringContaining('1 more') },
    });
    const right = await ask('/v1/rule-sets/validate', { body: { content: officeRules('office', '1') }, as: 'steward' });
    expect(right.json).toMatchObject({ reference: ruleSetReference(officeRules('office', '1')), problems: [] });
  });

  test.each([
    ['a name with a slash', officeRules('a/b', '1'), 422, 'ruleSet.name'],
    ['a shipped version', officeRules('default', '1'), 409, 'ruleSet.versionTaken'],
    ['no object', 7, 400, 'request.body'],
  ])('with %s is refused', async (_what, content, status, code) => {
    expect(await draft(content)).toMatchObject({ status, json: { code } });
  });

  test('goes from draft to published once, by others than those who write, with who, when and why', async () => {
    const content = officeRules('rural', '1');
    const created = await draft(content, 'steward', 'smaller sites');
    expect(created).toMatchObject({ status: 201, json: { status: 'draft', revision: 1, createdBy: 'test steward' } });
    expect(await draft(content)).toMatchObject({ status: 200 });
    expect(await draft(officeRules('rural', '1', 7))).toMatchObject({
      status: 409,
      json: { code: 'ruleSet.versionTaken' },
    });
    expect((await ask('/v1/rule-sets/rural/1', { as: 'officer' })).status).toBe(404);

    const change = (toleranceM2: number, expectedRevision: number): Promise<Answer> => {
      const body = { content: officeRules('rural', '1', toleranceM2), note: null, expectedRevision };
      return ask('/v1/rule-sets/rural/1', { method: 'PUT', body, as: 'steward' });
    };
    const changed = await change(600, 1);
    expect(changed).toMatchObject({ status: 200, json: { revision: 2 } });
    expect(await change(700, 1)).toMatchObject({ status: 409, json: { code: 'ruleSet.contradicts' } });

    const publish = (hash: string, as: Asking['as']): Promise<Answer> =>
      ask('/v1/rule-sets/rural/1/publish', { body: { hash, note: 'agreed on 3 May' }, as });
    expect((await publish(hashOf(changed), 'steward')).status).toBe(403);
    expect(await publish(hashOf(created), 'supervisor')).toMatchObject({
      status: 409,
      json: { code: 'ruleSet.contradicts', where: 'body.hash' },
    });
    expect(await publish(hashOf(changed), 'supervisor')).toMatchObject({
      status: 200,
      json: { status: 'published', isInForce: true, publishedBy: 'test supervisor', publishNote: 'agreed on 3 May' },
    });
    expect(await publish(hashOf(changed), 'supervisor')).toMatchObject({
      status: 422,
      json: { code: 'ruleSet.published' },
    });
    expect(await change(800, 2)).toMatchObject({ status: 422, json: { code: 'ruleSet.published' } });
    expect((await ask('/v1/rule-sets/rural/1', { method: 'DELETE', as: 'steward' })).status).toBe(422);
    expect((await ask('/v1/rule-sets/rural/1', { as: 'officer' })).json).toMatchObject({
      content: officeRules('rural', '1', 600),
    });
    const { json: audit } = await ask('/v1/audit?noun=ruleSet', { as: 'supervisor' });
    const acts = (audit as { items: { act: string; actor: string; detail: unknown }[] }).items.map(({ act }) => act);
    expect(acts.toSorted()).toEqual(['ruleSetChanged', 'ruleSetDrafted', 'ruleSetPublished']);
    expect(audit).toMatchObject({
      items: expect.arrayContaining([
        expect.objectContaining({
          act: 'ruleSetPublished',
          actor: 'test supervisor',
          detail: { hash: hashOf(changed), note: 'agreed on 3 May' },
        }),
      ]),
    });
  });

  test('that was published does not change, whoever writes to the table', async () => {
    const touching = api.db.updateTable('rule_sets').set({ note: 'x' }).where('status', '=', 'published').execute();
    await expect(touching).rejects.toThrow('does not change');
  });

  test('is compared with the version in force, or any other', async () => {
    await draft(officeRules('rural', '2', 900));
    const { json } = await ask('/v1/rule-sets/rural/2/changes', { as: 'officer' });
    expect(json).toMatchObject({ status: 404 });
    const changes = async (query: string) =>
      (await ask(`/v1/rule-sets/rural/2/changes${query}`, { as: 'supervisor' })).json;
    expect(await changes('')).toMatchObject({
      before: { id: 'rural', version: '1' },
      after: { id: 'rural', version: '2' },
      changes: [{ path: '/rules/buildWithoutApproval/toleranceM2', before: 600, after: 900 }],
    });
    const shipped = DEFAULT_RULE_SET.rules.find(({ kind }) => kind === 'buildWithoutApproval')!.toleranceM2;
    expect(await changes('?sinceId=default')).toMatchObject({ changes: [{ before: shipped, after: 900 }] });
    expect(await changes('?sinceVersion=9')).toMatchObject({ status: 404 });
    expect((await ask('/v1/rule-sets/rural/2', { method: 'DELETE', as: 'steward' })).status).toBe(204);
  });

  test('belongs to the region that made it; the shipped one is nobody’s to change but those who see everything', async () => {
    const keyFor = async (adminCode: string) => {
      const { key } = await createApiKey(api.db, { role: 'admin', adminCode, name: `admin ${adminCode}` });
      return { as: null, headers: { Authorization: `Bearer ${key}` } } as const;
    };
    const [county330106, other] = [await keyFor('330106'), await keyFor('110000')];
    const post = (content: unknown, caller: Asking): Promise<Answer> =>
      ask('/v1/rule-sets', { body: { content, note: null }, ...caller });
    expect((await post(officeRules('westlake', '1'), county330106)).status).toBe(201);
    expect((await post(officeRules('default', 'mine'), county330106)).status).toBe(403);
    expect((await post(officeRules('westlake', '2'), other)).status).toBe(403);
    expect((await ask('/v1/rule-sets/westlake/1', other)).status).toBe(404);
    expect((await ask('/v1/rule-sets/westlake/1/publish', { body: { hash: 'x', note: 'n' }, ...other })).status).toBe(
      404,
    );
    expect((await ask('/v1/rule-sets/westlake/1', county330106)).status).toBe(200);
  });
});

describe('runs', () => {
  test('are judged by the version in force when they are made, and keep it', async () => {
    const content = officeRules('town', '1', 321);
    const publishing = { hash: hashOf(await draft(content)), note: 'first' };
    const area = { name: 'town', adminCode: '330106', ruleSet: 'town', geometry: square(120, 30, 0.1) };
    expect((await ask('/v1/watch-areas', { body: area })).status).toBe(422);
    await ask('/v1/rule-sets/town/1/publish', { body: publishing });
    const { json } = await ask('/v1/watch-areas', { body: area });
    const sceneIds: string[] = [];
    for (const month of ['01', '02']) {
      const scene = sceneOf(`town-${month}`, `2024-${month}-01T02:30:00.000Z`);
      sceneIds.push((await registerScene(api.db, scene)).scene.id);
    }
    const [beforeSceneId, afterSceneId] = sceneIds;
    const start = () =>
      ask('/v1/runs', { body: { watchAreaId: (json as { id: string }).id, beforeSceneId, afterSceneId } });
    const first = await start();
    expect(first).toMatchObject({ status: 201, json: { ruleSet: { id: 'town', version: '1' } } });
    const next = await draft(officeRules('town', '2', 654));
    await ask('/v1/rule-sets/town/2/publish', { body: { hash: hashOf(next), note: 'second' } });
    expect(await start()).toMatchObject({ status: 201, json: { ruleSet: { id: 'town', version: '2' } } });
    const run = await ask(`/v1/runs/${(first.json as { id: string }).id}`);
    expect(run.json).toMatchObject({ ruleSet: { version: '1' } });
  });
});

describe('a replay', () => {
  test('is asked for with a stored version or a rule set of its own, done by the worker, and read with its differences', async () => {
    const { judge } = await county(api.db, 'replayed');
    const runId = await judge(2, [seenIn(2, square(120.01, 30.01)), seenIn(2, square(120.02, 30.01, 0.002))]);
    const path = `/v1/runs/${runId}/replays`;
    await draft(officeRules('lenient', '1', 20_000));
    const asked = await ask(path, { body: { ruleSet: { id: 'lenient', version: '1' } }, as: 'steward' });
    expect(asked).toMatchObject({ status: 201, json: { runId, status: 'queued', asKnown: 'then', outcome: null } });
    const { id } = asked.json as { id: string };
    await replayRun({ db: api.db }, { replayId: id });
    expect(await ask(`/v1/replays/${id}`, { as: 'officer' })).toMatchObject({
      status: 200,
      json: {
        status: 'done',
        outcome: { patches: 2, changes: { dropped: 1 }, alertsDropped: 1, alertsAdded: 0, isExact: true },
      },
    });
    const dropped = await ask(`/v1/replays/${id}/differences?change=dropped`, { as: 'officer' });
    expect(dropped.json).toMatchObject({
      items: [
        {
          change: 'dropped',
          before: { leading: 'buildWithoutApproval' },
          after: { verdict: 'lawful', leading: null },
          reasons: [{ subject: 'rule', id: '/rules/buildWithoutApproval/toleranceM2', after: '20000' }],
        },
      ],
      nextCursor: null,
    });
    const first = await ask(`/v1/replays/${id}/differences?limit=1`);
    const { nextCursor } = first.json as { nextCursor: string };
    const second = await ask(`/v1/replays/${id}/differences?limit=1&cursor=${nextCursor}`);
    expect([first.json, second.json]).toMatchObject([
      { items: [{ change: 'dropped' }] },
      { items: [{ change: 'otherDetails' }], nextCursor: null },
    ]);
    const own = await ask(path, {
      body: { content: officeRules('unsaved', '1', 0), asKnown: 'now' },
      as: 'supervisor',
    });
    expect(own).toMatchObject({ status: 201, json: { ruleSet: { id: 'unsaved' }, asKnown: 'now' } });
    const { items } = (await ask(`/v1/replays?runId=${runId}`)).json as { items: { id: string }[] };
    expect(items.map((replay) => replay.id)).toEqual([(own.json as { id: string }).id, id]);
  });

  test.each([
    ['an unknown version', { ruleSet: { id: 'default', version: 'none' } }, 404, 'noun.notFound'],
    ['a rule set that does not fit', { content: { ...DEFAULT_RULE_SET, rules: 1 } }, 422, 'ruleSet.invalid'],
    ['both', { content: {}, ruleSet: { id: 'default', version: '1' } }, 400, 'request.body'],
    ['another knowledge', { asKnown: 'tomorrow' }, 400, 'request.body'],
  ])('with %s is refused', async (_what, body, status, code) => {
    const { judge } = await county(api.db, `refused ${_what}`);
    const runId = await judge(2, []);
    expect(await ask(`/v1/runs/${runId}/replays`, { body })).toMatchObject({ status, json: { code } });
  });

  test('of a run that is not there, or is not done, is refused', async () => {
    const nowhere = '00000000-0000-8000-8000-000000000000';
    expect((await ask(`/v1/runs/${nowhere}/replays`, { body: {} })).status).toBe(404);
    expect((await ask(`/v1/replays/${nowhere}/differences`)).status).toBe(404);
    const { judge } = await county(api.db, 'not done');
    const runId = await judge(2, []);
    await api.db.updateTable('runs').set({ status: 'judging' }).where('id', '=', runId).execute();
    expect(await ask(`/v1/runs/${runId}/replays`, { body: {} })).toMatchObject({
      status: 422,
      json: { code: 'replay.runNotDone' },
    });
  });
});
