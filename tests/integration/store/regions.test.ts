import { beforeAll, describe, expect, test } from '@jest/globals';
import { VectorTile } from '@mapbox/vector-tile';
import { PbfReader } from 'pbf';
import { idOf } from '#domain/id.js';
import { linkAlertPatches, saveNewAlerts } from '#store/alertChanges.js';
import { appendAudit, auditOf, listAudit } from '#store/auditTrail.js';
import { getAlert, listAlerts } from '#store/alerts.js';
import { appendEvents, listEventsAfter } from '#store/events.js';
import { listFlagChanges, listFlags, syncFlags } from '#store/flags.js';
import { listFindings, saveJudgements } from '#store/findings.js';
import { listAlertPatches, listPatches, savePatches } from '#store/patches.js';
import { createRun, getRun, listRuns } from '#store/runs.js';
import { alertsTile } from '#store/vectorTiles.js';
import { getWatchArea, listWatchAreas } from '#store/watchAreas.js';
import { alertOf, callerOf, patchOf, square, watchedArea } from './examples.js';
import { testDatabase } from './testDatabase.js';

const stored = testDatabase();

/** Three areas: a county, a county next to it in the same city, and a county of another province. */
const CODES = ['330106', '330110', '320102'] as const;
const alertIdOf = (code: string): string => idOf('test alert', code);
const patchIds = new Map<string, string>();
const runIds = new Map<string, string>();
const areaIds = new Map<string, string>();

beforeAll(async () => {
  for (const code of CODES) {
    const { watchAreaId, runOf } = await watchedArea(stored.db, code, 2, code);
    const { run } = await createRun(stored.db, runOf(1));
    await savePatches(stored.db, run.id, [patchOf(square(120, 30))]);
    const patchId = idOf('patch', run.id, 0);
    await saveNewAlerts(stored.db, [alertOf(alertIdOf(code), { adminCode: code })]);
    await linkAlertPatches(stored.db, [{ alertId: alertIdOf(code), patchId, lineage: 'raised' }]);
    await stored.db.transaction().execute(async (transaction) => {
      const raised = {
        actor: 'test',
        actorId: null,
        act: 'raised',
        noun: 'alert',
        nounId: alertIdOf(code),
        detail: {},
      };
      await appendAudit(transaction, [{ ...raised, adminCode: code }]);
      await syncFlags(transaction, [alertIdOf(code)]);
    });
    await appendEvents(stored.db, [{ name: 'alert', adminCode: code, data: { code } }]);
    await saveJudgements(stored.db, [judgementOf(patchId)]);
    areaIds.set(code, watchAreaId);
    runIds.set(code, run.id);
    patchIds.set(code, patchId);
  }
});

/** What the features of each layer of a vector tile say. */
function layersOf(tile: Uint8Array): Record<string, Record<string, unknown>[]> {
  const { layers } = new VectorTile(new PbfReader(tile));
  return Object.fromEntries(
    Object.entries(layers).map(([name, layer]) => [
      name,
      Array.from({ length: layer.length }, (_, index) => layer.feature(index).properties),
    ]),
  );
}

/** The web mercator tile that holds a place. */
function tileAt(z: number, lon: number, lat: number) {
  const side = 2 ** z;
  const mercatorY = Math.asinh(Math.tan((lat * Math.PI) / 180)) / Math.PI;
  return { z, x: Math.floor(((lon + 180) / 360) * side), y: Math.floor(((1 - mercatorY) / 2) * side) };
}

function judgementOf(patchId: string): Parameters<typeof saveJudgements>[1][number] {
  const explanation = { zh: '', en: '' };
  const finding = {
    kind: 'buildWithoutApproval' as const,
    severity: 'high' as const,
    areaM2: 1,
    parts: [],
    caseNumbers: [],
    layers: [],
    toleranceM: 1,
    explanation,
  };
  return {
    patchId,
    verdict: 'suspectedViolation',
    leading: 'buildWithoutApproval',
    findings: [finding],
    exemption: null,
    explanation,
    ruleSet: { id: 'r', version: '1', hash: '0' },
  };
}

/** What each caller may see of the three. */
const VIEWS: readonly (readonly [caller: string, sees: readonly string[]])[] = [
  ['', ['330106', '330110', '320102']],
  ['330000', ['330106', '330110']],
  ['330100', ['330106', '330110']],
  ['3301', ['330106', '330110']],
  ['330106', ['330106']],
  ['330106001', []],
  ['320000', ['320102']],
  ['440000', []],
];

describe.each(VIEWS)('a caller of region "%s" sees exactly %j of', (region, sees) => {
  const caller = callerOf(region);

  async function seen(look: (code: string) => Promise<boolean>): Promise<string[]> {
    const found: string[] = [];
    for (const code of CODES) if (await look(code)) found.push(code);
    return found;
  }

  test('alerts, listed and by id', async () => {
    const { items, numberMatched } = await listAlerts(stored.db, caller);
    expect(items.map(({ adminCode }) => adminCode).sort()).toEqual([...sees].sort());
    expect(numberMatched).toBe(sees.length);
    expect(await seen(async (code) => (await getAlert(stored.db, caller, alertIdOf(code))) !== null)).toEqual(sees);
  });

  test('the history, patches and findings of alerts', async () => {
    const some = (items: Promise<readonly unknown[]>): Promise<boolean> => items.then(({ length }) => length > 0);
    expect(await seen((code) => some(auditOf(stored.db, caller, 'alert', alertIdOf(code))))).toEqual(sees);
    expect(await seen((code) => some(listAlertPatches(stored.db, caller, alertIdOf(code))))).toEqual(sees);
    expect(await seen((code) => some(listFindings(stored.db, caller, { alertId: alertIdOf(code) })))).toEqual(sees);
    expect(await seen((code) => some(listFindings(stored.db, caller, { patchId: patchIds.get(code)! })))).toEqual(sees);
  });

  test('the audit trail and the feed of flags', async () => {
    const { items } = await listAudit(stored.db, caller);
    expect(items.map(({ adminCode }) => adminCode).sort()).toEqual([...sees].sort());
    const feed = await listFlagChanges(stored.db, caller, { after: 0 });
    expect(feed.items.map(({ adminCode }) => adminCode).sort()).toEqual([...sees].sort());
    expect(await listFlags(stored.db, caller, { parcel: square(120, 30) })).toHaveLength(sees.length);
  });

  test('watch areas, runs and patches', async () => {
    const areas = await listWatchAreas(stored.db, caller);
    expect(areas.map(({ adminCode }) => adminCode).sort()).toEqual([...sees].sort());
    expect(await seen(async (code) => (await getWatchArea(stored.db, caller, areaIds.get(code)!)) !== null)).toEqual(
      sees,
    );
    expect((await listRuns(stored.db, caller)).items).toHaveLength(sees.length);
    expect(await seen(async (code) => (await getRun(stored.db, caller, runIds.get(code)!)) !== null)).toEqual(sees);
    expect((await listPatches(stored.db, caller)).items).toHaveLength(sees.length);
    const patchesOf = async (code: string) =>
      (await listPatches(stored.db, caller, { runId: runIds.get(code)! })).items;
    expect(await seen(async (code) => (await patchesOf(code)).length > 0)).toEqual(sees);
  });

  test('events and the map of alerts', async () => {
    const events = await listEventsAfter(stored.db, caller, 0);
    expect(events.filter(({ name }) => name === 'alert').map(({ data }) => data['code'])).toEqual(sees);
    const far = layersOf(await alertsTile(stored.db, caller, { z: 0, x: 0, y: 0 }, {}));
    expect((far['alertPoints'] ?? []).map(({ count }) => count)).toEqual(sees.length === 0 ? [] : [sees.length]);
    expect(far['alerts']).toBeUndefined();
    const near = layersOf(await alertsTile(stored.db, caller, tileAt(16, 120.0005, 30.0005), {}));
    for (const layer of ['alerts', 'alertPoints'] as const) {
      const ids = (near[layer] ?? []).map(({ id }) => id);
      expect(CODES.filter((code) => ids.includes(alertIdOf(code)))).toEqual(sees);
    }
    const none = await alertsTile(stored.db, caller, { z: 0, x: 0, y: 0 }, { status: ['closed'] });
    expect(layersOf(none)).toEqual({});
  });
});
