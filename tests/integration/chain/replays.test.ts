import { describe, expect, jest, test } from '@jest/globals';
import { BadInputError, NotFoundError } from '#domain/errors.js';
import { DEFAULT_RULE_SET, ruleSetReference, type RuleSet } from '#pipelines/patches-to-findings/index.js';
import { auditOf } from '#store/auditTrail.js';
import { saveLayerVersion } from '#store/layerImport.js';
import { withdrawLayerVersion } from '#store/layerPublishing.js';
import { savePermits } from '#store/permitRecording.js';
import { createReplay, getReplay, listReplayDifferences, listReplays, type NewReplay } from '#store/replays.js';
import { replayRun } from '#worker/jobs/replayRun.js';
import { callerOf, EVERYWHERE, featureOf, layerOf, permitOf, square } from '../store/examples.js';
import { testDatabase } from '../store/testDatabase.js';
import { county, seenIn } from './judgedCounty.js';

jest.setTimeout(120_000);

const stored = testDatabase();

/** The default rules with another tolerance of what is built without approval, and nothing against lost cropland. */
function tolerating(areaM2: number, version: string): RuleSet {
  const rules = DEFAULT_RULE_SET.rules
    .filter(({ kind }) => kind !== 'croplandToNonAgricultural')
    .map((rule) => (rule.kind === 'buildWithoutApproval' ? { ...rule, toleranceM2: areaM2 } : rule));
  return { ...DEFAULT_RULE_SET, id: 'office', version, rules };
}

async function replayed(runId: string, ruleSet: RuleSet | null, asKnown: NewReplay['asKnown'] = 'then') {
  const { db } = stored;
  const given = ruleSet && { content: ruleSet, reference: ruleSetReference(ruleSet) };
  const { id } = await createReplay(db, EVERYWHERE, { runId, ruleSet: given, asKnown });
  await replayRun({ db }, { replayId: id });
  const replay = (await getReplay(db, EVERYWHERE, id))!;
  return { replay, differences: (await listReplayDifferences(db, EVERYWHERE, id)).items };
}

// A square of the examples is 96.4 m × 110.9 m here: 10 690 m². One of twice the side has 42 760 m².
const [SMALL_M2, LARGE_M2] = [10_690, 42_760];

describe('the same rules and knowledge', () => {
  test('judge a run as it was judged, also after layers were republished, permits revised and more was seen', async () => {
    const { db } = stored;
    const { judge } = await county(db, 'same again');
    const [inLine, permitted, open] = [square(120.01, 30.01), square(120.02, 30.01), square(120.03, 30.01)];
    const line = { layer: layerOf({ id: 'redline-1', version: '1', validFrom: '2020-01-01' }) };
    await saveLayerVersion(db, { ...line, features: [featureOf('old', square(120.0095, 30.0095, 0.002))] });
    await savePermits(db, [permitOf('许-1', { geometry: permitted })]);
    const runId = await judge(3, [seenIn(3, inLine), seenIn(3, permitted), seenIn(3, open)]);
    const isSame = {
      status: 'done',
      outcome: { patches: 3, identical: 3, alertsDropped: 0, alertsAdded: 0, isExact: true },
    };
    expect(await replayed(runId, null)).toMatchObject({ replay: isSame, differences: [] });
    expect(await replayed(runId, null, 'now')).toMatchObject({ replay: isSame, differences: [] });

    await withdrawLayerVersion(db, EVERYWHERE, 'redline-1', '1', 'drawn wrongly');
    const moved = [featureOf('new', square(120.0295, 30.0095, 0.002))];
    await saveLayerVersion(db, { layer: { ...line.layer, version: '2' }, features: moved });
    await savePermits(db, [permitOf('许-1', { revision: 2, withdrawnOn: '2024-01-20', geometry: permitted })]);
    await judge(4, [seenIn(4, permitted)]);
    expect(await replayed(runId, null)).toMatchObject({ replay: isSame, differences: [] });

    const now = await replayed(runId, null, 'now');
    expect(now.replay.outcome).toMatchObject({
      identical: 0,
      alertsDropped: 0,
      alertsAdded: 1,
      changes: { added: 1, otherKind: 2, dropped: 0 },
      summary: { en: 'What is known now would have dropped 0 alerts and added 1.' },
    });
    expect(now.differences.map(({ change, before, after }) => [change, before.leading, after.leading])).toEqual([
      ['otherKind', 'ecologicalRedlineBreach', 'buildWithoutApproval'],
      ['added', null, 'permitExpired'],
      ['otherKind', 'buildWithoutApproval', 'ecologicalRedlineBreach'],
    ]);
    expect(now.differences[0]!.reasons).toEqual([{ subject: 'layer', id: 'redline-1', before: '1', after: '2' }]);
    expect(now.differences[1]!.reasons).toEqual(
      expect.arrayContaining([{ subject: 'permit', id: '许-1', before: '1', after: '2' }]),
    );
    expect(now.differences.map(({ alertId }) => alertId !== null)).toEqual([true, false, true]);
  });
});

describe('another rule set', () => {
  test('drops alerts below a wider tolerance, names the rule, and changes no alert', async () => {
    const { judge, alerts } = await county(stored.db, 'wider', tolerating(SMALL_M2 / 2, '1'));
    const places = [square(120.01, 30.02), square(120.02, 30.02), square(120.03, 30.02, 0.002)];
    const runId = await judge(
      2,
      places.map((place) => seenIn(2, place)),
    );
    const raised = await alerts();
    expect(raised).toHaveLength(3);
    const { replay, differences } = await replayed(runId, tolerating(SMALL_M2 * 2, '2'));
    expect(replay).toMatchObject({
      ruleSet: { id: 'office', version: '2' },
      outcome: {
        patches: 3,
        changes: { dropped: 2, added: 0 },
        alertsDropped: 2,
        alertsAdded: 0,
        ruleSetBefore: { id: 'office', version: '1' },
        summary: {
          zh: '调整容差后会少2条线索、多0条。',
          en: 'This change of tolerance would have dropped 2 alerts and added 0.',
        },
      },
    });
    expect(differences.map(({ change, alertId }) => [change, raised.some(({ id }) => id === alertId)])).toEqual([
      ['dropped', true],
      ['dropped', true],
      ['otherDetails', true], // the tolerance is one of the numbers that a finding tells
    ]);
    expect(differences[0]!.reasons).toEqual([
      {
        subject: 'rule',
        id: '/rules/buildWithoutApproval/toleranceM2',
        before: String(SMALL_M2 / 2),
        after: String(SMALL_M2 * 2),
      },
    ]);
    expect(await alerts()).toEqual(raised);
  });

  test('adds alerts above a narrower tolerance; patches that overlap would have been one alert', async () => {
    const { judge, alerts } = await county(stored.db, 'narrower', tolerating(LARGE_M2 * 2, '1'));
    const overlapping = [square(120.01, 30.03), square(120.0105, 30.03)];
    const apart = [square(120.02, 30.03)];
    const runId = await judge(
      2,
      [...overlapping, ...apart].map((place) => seenIn(2, place)),
    );
    expect(await alerts()).toEqual([]);
    const { replay } = await replayed(runId, tolerating(0, '2'));
    expect(replay.outcome).toMatchObject({ changes: { added: 3, dropped: 0 }, alertsDropped: 0, alertsAdded: 2 });
  });

  test('a rule set that does not fit its schema is refused', async () => {
    const { judge } = await county(stored.db, 'broken');
    const runId = await judge(2, [seenIn(2, square(120.01, 30.04))]);
    const broken = { ...DEFAULT_RULE_SET, gsdShare: 7 };
    const reference = { id: 'default', version: '1', hash: '0' };
    const { id } = await createReplay(stored.db, EVERYWHERE, {
      runId,
      ruleSet: { content: broken, reference },
      asKnown: 'then',
    });
    await expect(replayRun({ db: stored.db }, { replayId: id })).rejects.toThrow(/gsdShare/);
  });
});

describe('replays', () => {
  test('done twice, also at once, are kept once', async () => {
    const { db } = stored;
    const { judge } = await county(db, 'twice', tolerating(0, '1'));
    const runId = await judge(2, [seenIn(2, square(120.01, 30.06))]);
    const strict = tolerating(LARGE_M2, '2');
    const given = { content: strict, reference: ruleSetReference(strict) };
    const { id } = await createReplay(db, EVERYWHERE, { runId, ruleSet: given, asKnown: 'then' });
    await Promise.all([replayRun({ db }, { replayId: id }), replayRun({ db }, { replayId: id })]);
    const first = await getReplay(db, EVERYWHERE, id);
    await replayRun({ db }, { replayId: id });
    expect(await getReplay(db, EVERYWHERE, id)).toEqual(first);
    expect((await listReplayDifferences(db, EVERYWHERE, id)).items).toHaveLength(1);
  });

  test('are seen, and asked for, in the region of their run alone, and recorded', async () => {
    const { db } = stored;
    const { judge, adminCode } = await county(db, 'regions');
    const runId = await judge(2, [seenIn(2, square(120.01, 30.07))]);
    const [own, other] = [callerOf(adminCode), callerOf('110101')];
    const asked: NewReplay = { runId, ruleSet: null, asKnown: 'then' };
    const { id } = await createReplay(db, own, asked);
    await replayRun({ db }, { replayId: id });
    expect((await listReplays(db, own, { runId })).items.map((replay) => replay.id)).toEqual([id]);
    expect((await listReplays(db, other, { runId })).items).toEqual([]);
    expect(await getReplay(db, other, id)).toBeNull();
    expect((await listReplayDifferences(db, other, id)).items).toEqual([]);
    await expect(createReplay(db, other, asked)).rejects.toBeInstanceOf(NotFoundError);
    expect((await auditOf(db, own, 'run', runId)).map(({ act }) => act)).toContain('runReplayed');
  });

  test('need a run that was judged', async () => {
    const { db } = stored;
    const { judge } = await county(db, 'unjudged');
    const runId = await judge(2, [seenIn(2, square(120.01, 30.08))]);
    await db.updateTable('runs').set({ status: 'failed' }).where('id', '=', runId).execute();
    const asking = createReplay(db, EVERYWHERE, { runId, ruleSet: null, asKnown: 'then' });
    await expect(asking).rejects.toBeInstanceOf(BadInputError);
  });
});
