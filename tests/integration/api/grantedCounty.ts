import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import type { Role } from '#domain/people.js';
import { DEFAULT_RULE_SET } from '#pipelines/patches-to-findings/index.js';
import { createApiKey } from '#store/apiKeys.js';
import { fanOut } from '#store/webhooks/index.js';
import { createUser } from '#store/users.js';
import { FIELD_PHOTO, photoOf } from '../../unit/evidence/photos.js';
import { askAt, type Answer, type ApiUnderTest, type Asking } from './apiUnderTest.js';
import { monitoredCounty, square } from './monitoredCounty.js';
import { formOf, gradientOf, sceneForm } from './sceneForms.js';

const ADMIN_CODE = '330110';
/** A region that neither holds the county nor lies in it. */
export const ELSEWHERE = '440106';
const CASE_NUMBER = '建字2024-001';
const PROJECT_ID = 'P-330110-7';
const LAYER_ID = 'county-redline';
const RULE_SET_ID = 'county-rules';
const MAPPING_NAME = '区县许可';

export type GrantedCounty = Awaited<ReturnType<typeof grantedCounty>>;

/** A county with one of everything that a route can be asked for, all of it kept for the county, and the requests' bodies. */
export async function grantedCounty(api: ApiUnderTest) {
  const county = await monitoredCounty(api, 3);
  const [alertId] = county.alertIds as [string, ...string[]];
  await api.db.updateTable('runs').set({ status: 'done', finished_at: new Date() }).execute();
  const keys = new Map<string, string>();
  const keyOf = async (role: Role, adminCode: string): Promise<string> => {
    const name = `${role} ${adminCode}`;
    const known = keys.get(name);
    if (known !== undefined) return known;
    const { key } = await createApiKey(api.db, { role, adminCode, name: `${adminCode} ${randomUUID()}` });
    keys.set(name, key);
    return key;
  };
  const admin = await keyOf('admin', ADMIN_CODE);
  const ask = async (path: string, asking: Asking): Promise<Answer> => {
    const answer = await askAt(api.url, path, asking, admin);
    if (answer.status >= 300) throw new Error(`${path} answered ${answer.status}: ${answer.text}`);
    return answer;
  };
  const made = async (path: string, body: object): Promise<string> =>
    ((await ask(path, { method: 'POST', body })).json as { id: string }).id;

  let count = 0;
  const fresh = (name: string): string => `${name}-${(count += 1)}`;
  const permitBody = () => ({
    type: 'FeatureCollection',
    features: [
      {
        type: 'Feature',
        geometry: square(1, 6, 0.5),
        properties: {
          caseNumber: CASE_NUMBER,
          revision: (count += 1),
          kind: 'buildingPermit',
          grantedOn: '2024-01-01',
          projectId: PROJECT_ID,
          conditions: fresh('条件'),
        },
      },
    ],
  });
  const layerBody = (version: string, change: object = {}) => ({
    id: LAYER_ID,
    version,
    kind: 'ecologicalRedline',
    title: version,
    validFrom: '2024-01-01',
    adminCode: ADMIN_CODE,
    features: {
      type: 'FeatureCollection',
      features: [{ type: 'Feature', id: version, geometry: square(0, 0), properties: {} }],
    },
    ...change,
  });
  const mapping = () => ({ fields: { caseNumber: fresh('编号') } });
  const photo = async (note: string) =>
    formOf([
      { name: 'manifest', content: JSON.stringify({ note }) },
      { name: 'file', fileName: 'a.jpg', content: await photoOf({ ...FIELD_PHOTO, ifd0: { Model: note } }) },
    ]);
  const evidence = async (): Promise<string> => {
    const answer = await ask(`/v1/alerts/${alertId}/evidence`, await photo(fresh('照片')));
    return (answer.json as { id: string }).id;
  };
  const revisionOf = async (table: 'alerts' | 'users' | 'webhooks', id: string): Promise<number> => {
    const { revision } = await api.db
      .selectFrom(table)
      .select('revision')
      .where('id', '=', id)
      .executeTakeFirstOrThrow();
    return revision;
  };
  const silenceBody = { adminCode: ADMIN_CODE, caseNumber: CASE_NUMBER, reason: '已知工地', until: dayFromNow(30) };
  const seriesMonitor = { method: 'bfast-monitor', value: 'red' };
  const areaBody = { adminCode: ADMIN_CODE, geometry: square(0, 0, 10) };
  const { id: userId } = await createUser(api.db, {
    name: `${ADMIN_CODE} 李明`,
    password: 'p',
    role: 'officer',
    adminCode: ADMIN_CODE,
  });
  await createUser(api.db, { name: '登录', password: 'p', role: 'officer', adminCode: ELSEWHERE });
  // Somebody has to be left who manages people.
  await createUser(api.db, { name: '管理', password: 'p', role: 'admin', adminCode: '' });
  await ask('/v1/permits', { method: 'POST', body: permitBody() });
  await ask('/v1/layers', { method: 'POST', body: layerBody('1', { publish: true, acceptProblems: true }) });
  await ask(`/v1/field-mappings/${encodeURIComponent(MAPPING_NAME)}`, {
    method: 'PUT',
    body: { target: 'permits', mapping: mapping() },
  });
  await ask('/v1/silences', { method: 'POST', body: silenceBody });
  const evidenceId = await evidence();
  const ruleSet = (version: string, note = '') => ({
    ...DEFAULT_RULE_SET,
    id: RULE_SET_ID,
    version,
    title: { zh: `区县规则${note}`, en: 'county rules' },
  });
  const freshRules = async (version = fresh('v')) => {
    const answer = await ask('/v1/rule-sets', { method: 'POST', body: { content: ruleSet(version) } });
    const { reference, revision } = answer.json as { reference: { hash: string }; revision: number };
    return { version, revision, hash: reference.hash };
  };
  const first = await freshRules('1');
  await ask(`/v1/rule-sets/${RULE_SET_ID}/1/publish`, { method: 'POST', body: { hash: first.hash, note: '首版' } });
  const freshWebhook = async (): Promise<string> => {
    const body = { name: fresh('w'), url: 'https://approval.example/hook', fromBeginning: true };
    const answer = await ask('/v1/webhooks', { method: 'POST', body });
    return (answer.json as { webhook: { id: string } }).webhook.id;
  };
  const webhookId = await freshWebhook();
  await fanOut(api.db);
  const { sequence: deliverySequence } = await api.db
    .selectFrom('webhook_deliveries')
    .select('sequence')
    .where('webhook_id', '=', webhookId)
    .limit(1)
    .executeTakeFirstOrThrow();
  const replayId = await made(`/v1/runs/${county.runId}/replays`, {});

  return {
    adminCode: ADMIN_CODE,
    alertId,
    afterSceneId: county.afterSceneId,
    watchAreaId: county.watchAreaId,
    runId: county.runId,
    caseNumber: CASE_NUMBER,
    projectId: PROJECT_ID,
    layerId: LAYER_ID,
    mappingName: MAPPING_NAME,
    userId,
    evidenceId,
    ruleSetId: RULE_SET_ID,
    replayId,
    webhookId,
    deliverySequence,
    freshWebhook,
    ruleSet,
    freshRules,
    ground: square(1, 6, 0.5),
    /** What must not stand in an answer to somebody of another region. */
    marks: [
      ...county.alertIds,
      CASE_NUMBER,
      RULE_SET_ID,
      replayId,
      webhookId,
      ...county.patchIds,
      county.runId,
      county.watchAreaId,
      ADMIN_CODE,
      LAYER_ID,
      MAPPING_NAME,
    ],
    credentials: { name: '登录', password: 'p' },
    keyOf,
    fresh,
    permitBody,
    layerBody,
    mapping,
    silenceBody,
    seriesMonitor,
    areaBody,
    proposal: { geometry: square(1, 6, 0.5), use: ['builtUp'] },
    runBody: {
      watchAreaId: county.watchAreaId,
      beforeSceneId: county.beforeSceneId,
      afterSceneId: county.afterSceneId,
    },
    sceneForm: sceneForm(gradientOf(20)),
    vectorForm: formOf([
      { name: 'manifest', content: '{}' },
      { name: 'file', fileName: 'a.geojson', content: JSON.stringify(layerBody('1').features) },
    ]),
    evidenceForm: await photo('第一张'),
    revisionOf,
    freshKey: async () => (await createApiKey(api.db, { role: 'officer', adminCode: ADMIN_CODE, name: 'k' })).id,
    freshDraft: () => layerVersion(false),
    freshLayer: () => layerVersion(true),
    freshSilence: () => made('/v1/silences', silenceBody),
    freshEvidence: evidence,
    ensureSeriesMonitor: () =>
      ask(`/v1/watch-areas/${county.watchAreaId}/series-monitor`, { method: 'PUT', body: seriesMonitor }),
    orderBody: () => ({ id: fresh('令'), kind: 'stopOrder', issuedOn: '2024-02-01', geometry: square(3, 3) }),
    send: ([path, asking]: readonly [path: string, asking?: Asking], key: string) => askAt(api.url, path, asking, key),
    planVersion: async (key: string) =>
      ((await askAt(api.url, '/v1/review-plan', {}, key)).json as { version: number }).version,
    /** An alert that waits for a second decision, and is nobody's yet. */
    async freshReview() {
      const id = county.alertIds.at(-1)!;
      const row = { alert_id: id, admin_code: ADMIN_CODE, plan_version: 1, first_name: '初审', drawn_at: new Date() };
      const first = JSON.stringify({ outcome: 'violation', reason: null, note: null });
      await api.db.deleteFrom('second_reviews').where('alert_id', '=', id).execute();
      await api.db
        .insertInto('second_reviews')
        .values({ ...row, first, first_by: randomUUID() })
        .execute();
      return id;
    },
    comment: async () => ({ expectedRevision: await revisionOf('alerts', alertId), act: COMMENT }),
    comments: async () => ({
      alerts: [{ id: alertId, expectedRevision: await revisionOf('alerts', alertId) }],
      act: COMMENT,
    }),
    /** After an act by the caller, where they may act. */
    async actedOn(key: string) {
      const body = { expectedRevision: await revisionOf('alerts', alertId), act: { act: 'beginDeskReview' } };
      await api.db.updateTable('alerts').set({ status: 'new' }).where('id', '=', alertId).execute();
      await askAt(api.url, `/v1/alerts/${alertId}/acts`, { method: 'POST', body }, key);
      return { expectedRevision: await revisionOf('alerts', alertId) };
    },
    /** Everything that a request could have changed. */
    async state(): Promise<unknown> {
      const tables = [
        'alerts',
        'audit_trail',
        'layers',
        'permits',
        'silences',
        'watch_areas',
        'runs',
        'users',
        'evidence',
        'rule_sets',
        'replays',
        'webhooks',
        'webhook_deliveries',
      ];
      const sums = tables.map(
        (table) => sql`(SELECT md5(string_agg(t::text, ',' ORDER BY t::text)) FROM ${sql.table(table)} t)`,
      );
      return (
        await sql`SELECT ${sql.join(sums.map((sum, i) => sql`${sum} AS ${sql.ref(tables[i]!)}`))}`.execute(api.db)
      ).rows;
    },
  };

  async function layerVersion(publish: boolean): Promise<string> {
    const version = fresh('v');
    await ask('/v1/layers', { method: 'POST', body: layerBody(version, { publish, acceptProblems: true }) });
    return version;
  }
}

const COMMENT = { act: 'comment', note: '看过' };
const dayFromNow = (days: number): string => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
