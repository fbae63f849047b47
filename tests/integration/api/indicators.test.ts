import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { register } from '#cli/commands/indicators.js';
import { createApiKey } from '#store/apiKeys.js';
import { runInProcess } from '../../support/runInProcess.js';
import { apiUnderTest, askAt, type ApiUnderTest } from './apiUnderTest.js';
import { monitoredCounty } from './monitoredCounty.js';

let api: ApiUnderTest;
beforeAll(async () => {
  api = await apiUnderTest();
  await monitoredCounty(api, 3);
});
afterAll(() => api.stop());

interface Row {
  readonly adminCode: string;
  readonly period: { from: string | null; to: string };
  readonly newLand: { patches: number; area: { m2: number; hectares: number; mu: number } };
  readonly funnel: readonly { stage: string; count: number; alerts: Record<string, string> }[];
}
const rowsOf = (json: unknown): readonly Row[] => (json as { items: Row[] }).items;

describe('GET /v1/indicators', () => {
  test('gives a row in three units, and how to list the alerts of each figure', async () => {
    const [row] = rowsOf((await api.ask('/v1/indicators?from=2024-01-01&to=2099-12-31', { as: 'supervisor' })).json);
    expect(row!.newLand.patches).toBe(3);
    const { m2, hectares, mu } = row!.newLand.area;
    expect([hectares, mu]).toEqual([m2 / 10_000, (m2 * 3) / 2000].map((value) => expect.closeTo(value, 9)));
    for (const { count, alerts } of row!.funnel) {
      const listed = await api.ask(`/v1/alerts?${new URLSearchParams(alerts).toString()}`);
      expect((listed.json as { numberMatched: number }).numberMatched).toBe(count);
    }
    expect(row!.funnel[0]).toMatchObject({ stage: 'raised', count: 3 });
  });

  test('cuts the time into months', async () => {
    const rows = rowsOf((await api.ask('/v1/indicators?from=2024-02-10&to=2024-04-02&step=month')).json);
    expect(rows.map(({ period, newLand }) => [period.from, period.to, newLand.patches])).toEqual([
      ['2024-02-10', '2024-02-29', 0],
      ['2024-03-01', '2024-03-31', 3],
      ['2024-04-01', '2024-04-02', 0],
    ]);
  });

  test.each([
    ['from=2024-03-01&to=2024-02-01', 422, 'indicators.period'],
    ['step=month', 422, 'indicators.period'],
    ['from=1990-01-01&to=2024-01-01&step=month', 422, 'indicators.period'],
    ['from=2024-13-01', 400, 'request.query'],
    ['level=village', 400, 'request.query'],
  ])('refuses %s with %i', async (query, status, code) => {
    expect(await api.ask(`/v1/indicators?${query}`)).toMatchObject({ status, json: { code } });
  });

  test('is the supervisor’s, for the own region only', async () => {
    expect((await api.ask('/v1/indicators', { as: 'officer' })).status).toBe(403);
    const { key } = await createApiKey(api.db, { role: 'supervisor', adminCode: '330106', name: 'county' });
    const ask = (path: string) => askAt(api.url, path, {}, key);
    expect(rowsOf((await ask('/v1/indicators')).json)).toMatchObject([
      { adminCode: '330106', newLand: { patches: 0 } },
    ]);
    expect((await ask('/v1/indicators?adminCode=330110')).status).toBe(403);
    expect((await ask('/v1/indicators?adminCode=330000')).status).toBe(403);
    expect((await ask('/v1/statistics/alerts?adminCode=330110')).status).toBe(403);
  });

  test('as a table opens in Excel: byte order mark, header in both languages, one line for each figure', async () => {
    const answer = await api.ask('/v1/indicators.csv?adminCode=330110');
    expect([...answer.bytes.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
    const [header, ...lines] = answer.text.slice(1).trimEnd().split('\r\n');
    expect(header).toMatch(/^起始日 from,截止日 to,行政区划代码 adminCode,/);
    const land = lines.find((line) => line.includes(',newLand,'))!.split(',');
    expect(land).toHaveLength(header!.split(',').length);
    expect(land.slice(2, 7)).toEqual(['330110', '', 'newLand', '新增建设用地', 'new construction land']);
    expect(Number(land[13])).toBeCloseTo((Number(land[11]) * 3) / 2000, 2);
  });
});

describe('planwatch indicators', () => {
  const run = (...argv: string[]) => runInProcess(register, api.services, ['indicators', ...argv]);

  test('prints what the API answers, as a table and as JSON', async () => {
    const query = '?adminCode=330110&from=2024-01-01&to=2024-12-31&step=quarter';
    const span = ['--admin-code', '330110', '--from', '2024-01-01', '--to', '2024-12-31', '--step', 'quarter'];
    expect(await run(...span)).toBe((await api.ask(`/v1/indicators.csv${query}`)).text);
    expect(JSON.parse(await run(...span, '--json'))).toEqual((await api.ask(`/v1/indicators${query}`)).json);
  });

  test.each([
    [['--from', '2024-02-30'], 'from'],
    [['--from', '2024-03-01', '--to', '2024-02-01'], 'a first day that is not after the last'],
    [['--admin-code', '33x'], 'adminCode'],
    [['--level', 'village'], 'Expected one of'],
  ])('refuses %s', async (argv, said) => {
    await expect(run(...argv)).rejects.toThrow(said);
  });
});

test('GET /v1/statistics/alerts says how many are open, and how to list them', async () => {
  const answer = await api.ask('/v1/statistics/alerts', { as: 'supervisor' });
  const { open, rules } = answer.json as {
    open: { byStatus: Listed[]; overdue: Listed; ageing: Listed[] };
    rules: { kind: string; precision: number | null; raised: Listed; outcomes: Listed[] }[];
  };
  expect(rules).toMatchObject([{ kind: 'buildWithoutApproval', precision: null, raised: { count: 3 } }]);
  expect(open.ageing.map(({ count }) => count)).toEqual([3, 0, 0, 0, 0]);
  const figures = [
    ...open.byStatus,
    open.overdue,
    ...open.ageing,
    ...rules.flatMap((rule) => [rule.raised, ...rule.outcomes]),
  ];
  for (const { count, alerts } of figures) {
    const listed = await api.ask(`/v1/alerts?${new URLSearchParams(alerts).toString()}`);
    expect((listed.json as { numberMatched: number }).numberMatched).toBe(count);
  }
});

interface Listed {
  readonly count: number;
  readonly alerts: Record<string, string>;
}
