import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { createAuditVerifier } from '#domain/audit.js';
import { createApiKey } from '#store/apiKeys.js';
import { readWholeAudit } from '#store/auditTrail.js';
import { apiUnderTest, askAt, type Answer, type ApiUnderTest } from './apiUnderTest.js';
import { monitoredCounty, type MonitoredCounty } from './monitoredCounty.js';

let api: ApiUnderTest;
let county: MonitoredCounty;
beforeAll(async () => {
  api = await apiUnderTest();
  county = await monitoredCounty(api, 12);
});
afterAll(() => api.stop());

type Role = 'officer' | 'supervisor' | 'approver';
const propertiesOf = async (id: string): Promise<Record<string, unknown>> =>
  ((await api.ask(`/v1/alerts/${id}`)).json as { properties: Record<string, unknown> }).properties;

async function act(id: string, body: Record<string, unknown>, as: Role = 'officer'): Promise<Answer> {
  const { revision } = await propertiesOf(id);
  return api.ask(`/v1/alerts/${id}/acts`, { as, body: { expectedRevision: revision, act: body } });
}

const VIOLATION = { act: 'determine', determination: { outcome: 'violation' } };
const HARVEST = { act: 'determine', determination: { outcome: 'pseudoChange', reason: 'harvest' } };

describe('acts', () => {
  test('a case goes from suspicion to close-out, each step by who may make it', async () => {
    const id = county.alertIds[0]!;
    expect(await act(id, VIOLATION)).toMatchObject({ status: 200, json: { revision: 2, status: 'determined' } });
    expect(await act(id, { act: 'fileCase', enforcementCaseNumber: '立案1号' })).toMatchObject({ status: 200 });
    expect(await act(id, { act: 'issueOrder', orderKind: 'stopOrder', issuedOn: '2024-04-01' })).toMatchObject({
      json: { status: 'ordered' },
    });
    await act(id, { act: 'reportRectification', measure: 'demolishAndReclaim' });
    await act(id, { act: 'requestCloseOut' });
    expect(await act(id, { act: 'close' })).toMatchObject({ status: 403 });
    const closed = await act(id, { act: 'close' }, 'supervisor');
    expect(closed).toMatchObject({ status: 200, json: { status: 'closed', legalActs: ['reopen', 'comment'] } });
    expect(await propertiesOf(id)).toMatchObject({
      kind: 'buildWithoutApproval',
      determination: { outcome: 'violation' },
      enforcementCaseNumber: '立案1号',
      orders: [{ orderKind: 'stopOrder', issuedOn: '2024-04-01' }],
      dueOn: null,
    });
    const history = (await api.ask(`/v1/alerts/${id}/history`)).json as { items: { act: string }[] };
    expect(history.items.map((item) => item.act)).toEqual([
      'raised',
      'determine',
      'fileCase',
      'issueOrder',
      'reportRectification',
      'requestCloseOut',
      'close',
    ]);
  });

  test('an illegal act is refused with the legal ones named, and nothing changes', async () => {
    const id = county.alertIds[1]!;
    const answer = await act(id, { act: 'close' }, 'supervisor');
    expect(answer).toMatchObject({ status: 422, json: { code: 'alert.illegalAct', found: 'close' } });
    expect((answer.json as { expected: string }).expected).toContain('determine');
    expect(await propertiesOf(id)).toMatchObject({ revision: 1, status: 'new' });
  });

  test('of two officers who decide at once one wins, and the other is told what changed', async () => {
    const id = county.alertIds[2]!;
    const decide = (body: unknown): Promise<Answer> =>
      api.ask(`/v1/alerts/${id}/acts`, { as: 'officer', body: { expectedRevision: 1, act: body } });
    const answers = await Promise.all([decide(VIOLATION), decide(HARVEST)]);
    expect(answers.map(({ status }) => status).sort((a, b) => a - b)).toEqual([200, 409]);
    const loser = answers.find(({ status }) => status === 409)!;
    expect(loser.json).toMatchObject({ code: 'alert.contradicts', expected: 'revision 1' });
    expect((loser.json as { found: string }).found).toMatch(/revision 2: determine by test officer at /);
  });

  test('the own last act is taken back within a minute, nobody else’s', async () => {
    const id = county.alertIds[3]!;
    const before = await propertiesOf(id);
    await act(id, HARVEST);
    const undo = (as: Role): Promise<Answer> => api.ask(`/v1/alerts/${id}/undo`, { as, body: { expectedRevision: 2 } });
    expect(await undo('supervisor')).toMatchObject({ status: 422, json: { code: 'alert.nothingToUndo' } });
    expect(await undo('officer')).toMatchObject({ status: 200, json: { status: 'new', revision: 3 } });
    expect(await propertiesOf(id)).toEqual({ ...before, revision: 3, updatedAt: expect.anything() });
  });

  test('the same act on several: those that cannot take it say why', async () => {
    const [a, b] = [county.alertIds[4]!, county.alertIds[5]!];
    await act(b, VIOLATION);
    const body = {
      alerts: [
        { id: a, expectedRevision: 1 },
        { id: b, expectedRevision: 2 },
        { id: '00000000-0000-8000-8000-000000000000', expectedRevision: 1 },
      ],
      act: HARVEST,
    };
    const answer = await api.ask('/v1/alert-acts', { as: 'officer', body });
    expect(answer).toMatchObject({
      status: 200,
      json: {
        results: [
          { id: a, revision: 2, problem: null },
          { id: b, revision: null, problem: { code: 'alert.illegalAct' } },
          { revision: null, problem: { status: 404 } },
        ],
      },
    });
  });

  test('an alert of another region cannot be reached', async () => {
    const { key } = await createApiKey(api.db, { role: 'officer', adminCode: '330106', name: 'elsewhere' });
    const answer = await askAt(
      api.url,
      `/v1/alerts/${county.alertIds[6]}/acts`,
      { body: { expectedRevision: 1, act: { act: 'acknowledge' } } },
      key,
    );
    expect(answer.status).toBe(404);
  });

  test('a silence hides alerts from the queue until it is lifted, and closes nothing', async () => {
    const id = county.alertIds[7]!;
    const { geometry } = (await api.ask(`/v1/alerts/${id}`)).json as { geometry: unknown };
    const until = new Date(Date.now() + 30 * 86_400_000).toISOString().slice(0, 10);
    const body = { adminCode: '330110', geometry, reason: '已知工地', until };
    const created = await api.ask('/v1/silences', { as: 'supervisor', body });
    expect(created).toMatchObject({ status: 201 });
    const idsOf = async (query: string): Promise<string[]> =>
      ((await api.ask(`/v1/alerts?${query}`)).json as { features: { id: string }[] }).features.map((f) => f.id);
    expect(await idsOf('silenced=true')).toEqual([id]);
    expect(await idsOf('silenced=false')).not.toContain(id);
    expect(await propertiesOf(id)).toMatchObject({ status: 'new' });
    await api.ask(`/v1/silences/${(created.json as { id: string }).id}`, { method: 'DELETE', as: 'supervisor' });
    expect(await idsOf('silenced=true')).toEqual([]);
    const forgotten = { ...body, until: '2099-01-01' };
    expect(await api.ask('/v1/silences', { as: 'supervisor', body: forgotten })).toMatchObject({
      status: 422,
      json: { where: 'until' },
    });
  });

  test('a city’s supervisor silences in the city’s counties, and nowhere else', async () => {
    const { key } = await createApiKey(api.db, { role: 'supervisor', adminCode: '330100', name: 'city' });
    const city = { as: null, headers: { Authorization: `Bearer ${key}` } };
    const until = new Date(Date.now() + 30 * 86_400_000).toISOString().slice(0, 10);
    const silence = (adminCode: string) =>
      api.ask('/v1/silences', { ...city, body: { adminCode, caseNumber: '建字2024-999', reason: '已知工地', until } });
    expect(await silence('330106')).toMatchObject({ status: 201 });
    expect(await silence('330200')).toMatchObject({ status: 403 });
  });

  test('what is late is found', async () => {
    await api.db.updateTable('alerts').set({ due_on: '2024-01-01' }).where('id', '=', county.alertIds[8]!).execute();
    const late = (await api.ask('/v1/alerts?overdue=true&sort=dueOn')).json as { features: { id: string }[] };
    expect(late.features.map(({ id }) => id)).toEqual([county.alertIds[8]]);
  });
});

describe('the audit trail', () => {
  const faults = async (): Promise<readonly unknown[]> => {
    const verifier = createAuditVerifier();
    return verifier.finish(await readWholeAudit(api.db, (entry) => verifier.take(entry)));
  };
  /** As somebody would who owns the database. */
  const tamper = async (statement: string, back: string): Promise<readonly unknown[]> => {
    const run = (text: string) => api.services.query(`SET session_replication_role = replica; ${text}`);
    await run(statement);
    const found = await faults();
    await run(back);
    return found;
  };

  test('is unbroken, and refuses to be changed', async () => {
    expect(await faults()).toEqual([]);
    await expect(api.services.query('UPDATE audit_trail SET actor = $$x$$')).rejects.toThrow('append-only');
    await expect(api.services.query('DELETE FROM audit_trail')).rejects.toThrow('append-only');
    await expect(api.services.query('TRUNCATE audit_trail')).rejects.toThrow('append-only');
  });

  test('tells an edited, a removed, a swapped and a cut-off entry', async () => {
    const copy = 'CREATE TABLE kept AS SELECT * FROM audit_trail';
    await api.services.query(copy);
    const back = 'DELETE FROM audit_trail; INSERT INTO audit_trail SELECT * FROM kept';
    const { count } = (await api.services.query('SELECT count FROM audit_head'))[0] as { count: string };
    expect(await tamper(`UPDATE audit_trail SET detail = '{}' WHERE sequence = 13`, back)).toEqual([
      { sequence: 13, fault: 'edited' },
    ]);
    expect(await tamper('DELETE FROM audit_trail WHERE sequence = 14', back)).toEqual([
      { sequence: 14, fault: 'missing' },
    ]);
    expect(await tamper(`DELETE FROM audit_trail WHERE sequence = ${count}`, back)).toEqual([
      { sequence: Number(count), fault: 'missing' },
    ]);
    const swap =
      'UPDATE audit_trail SET sequence = CASE sequence WHEN 13 THEN -14 ELSE -13 END WHERE sequence IN (13, 14)';
    const swapped = await tamper(`${swap}; UPDATE audit_trail SET sequence = -sequence WHERE sequence < 0`, back);
    expect(swapped.length).toBeGreaterThan(0);
    expect(await faults()).toEqual([]);
  });
});

describe('flags', () => {
  interface Feed {
    events: { id: string; type: string; subject: string; data: { sequence: number; alertId: string } }[];
    next: number;
    hasMore: boolean;
  }
  const read = async (query: string): Promise<Feed> =>
    (await api.ask(`/v1/flags?${query}`, { as: 'approver' })).json as Feed;

  test('the feed in small pages is the feed in one, without gap or repetition', async () => {
    const whole = await read('after=0&limit=5000');
    expect(whole.events.map(({ data }) => data.sequence)).toEqual(whole.events.map((_, i) => i + 1));
    const paged: unknown[] = [];
    for (let after = 0, hasMore = true; hasMore;) {
      const page = await read(`after=${after}&limit=3`);
      paged.push(...page.events);
      [after, hasMore] = [page.next, page.hasMore];
    }
    expect(paged).toEqual(whole.events);
    expect(await read(`after=${whole.next}`)).toEqual({ events: [], next: whole.next, hasMore: false });
  });

  test('a case sees its flag open, confirmed and cleared, and its completion check held until then', async () => {
    const caseNumber = '建字2024-001';
    const feed = await read(`after=0&caseNumber=${encodeURIComponent(caseNumber)}`);
    expect(feed.events.map(({ type, subject }) => [type, subject])).toEqual([
      ['planwatch.flag.open', caseNumber],
      ['planwatch.flag.confirmed', caseNumber],
      ['planwatch.flag.cleared', caseNumber],
    ]);
    const hold = () => api.ask(`/v1/flags/hold?caseNumber=${encodeURIComponent(caseNumber)}`, { as: 'approver' });
    expect((await hold()).json).toMatchObject({ step: 'completionCheck', isHeld: false, holding: [] });
    await act(county.alertIds[0]!, { act: 'reopen', note: '反弹' }, 'supervisor');
    expect((await hold()).json).toMatchObject({ isHeld: true, holding: [{ caseNumber, status: 'open' }] });
  });

  test('a parcel finds the flags on its ground, not those that only touch it', async () => {
    const { geometry } = (await api.ask(`/v1/alerts/${county.alertIds[9]}`)).json as { geometry: unknown };
    const found = await api.ask('/v1/flags/on-parcel', { as: 'approver', body: { geometry } });
    const { items } = found.json as { items: { alertId: string }[] };
    expect(items.map(({ alertId }) => alertId)).toEqual([county.alertIds[9]]);
  });

  test('acknowledging moves forward only, and never beyond what was given out', async () => {
    const { next } = await read('after=0&limit=5000');
    const acknowledge = (upTo: number) => api.ask('/v1/flags/acknowledgements', { as: 'approver', body: { upTo } });
    expect((await acknowledge(5)).json).toEqual({ acknowledged: 5, latest: next, waiting: next - 5 });
    expect((await acknowledge(2)).json).toMatchObject({ acknowledged: 5 });
    expect(await acknowledge(next + 1)).toMatchObject({ status: 422, json: { where: 'upTo' } });
  });

  test('reconciliation names what is missing, different and unknown', async () => {
    const { events, next } = await read('after=0&limit=5000');
    const states = new Map(
      events.map(({ data }) => [
        (data as unknown as { flagId: string }).flagId,
        (data as unknown as { status: string }).status,
      ]),
    );
    const flags = [...states].map(([flagId, status]) => ({ flagId, status }));
    const reconcile = (known: unknown) =>
      api.ask('/v1/flags/reconciliation', { as: 'approver', body: { upTo: next, flags: known } });
    expect((await reconcile(flags)).json).toMatchObject({ isEqual: true });
    const stranger = { flagId: '00000000-0000-8000-8000-000000000000', status: 'open' };
    const wrong = { flagId: flags[1]!.flagId, status: flags[1]!.status === 'open' ? 'cleared' : 'open' };
    const report = await reconcile([stranger, wrong, ...flags.slice(2)]);
    expect(report.json).toMatchObject({
      isEqual: false,
      missing: [{ flagId: flags[0]!.flagId }],
      different: [{ ...wrong, stored: flags[1]!.status }],
      unknown: [stranger.flagId],
    });
  });

  test('officers read flags but do not acknowledge them for the approval system', async () => {
    const body = { upTo: 1 };
    expect(await api.ask('/v1/flags/acknowledgements', { as: 'officer', body })).toMatchObject({ status: 403 });
  });
});
