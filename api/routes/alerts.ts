import { NotFoundError } from '#domain/errors.js';
import type { Caller } from '#domain/people.js';
import { officeDayOf } from '#domain/time.js';
import { getAlert, listAlerts, type ListedAlert } from '#store/alerts.js';
import { auditOf } from '#store/auditTrail.js';
import type { Db } from '#store/database.js';
import { listFindings } from '#store/findings.js';
import { listAlertPatches } from '#store/patches.js';
import { scenesOfAlert } from '../alertScenes.js';
import * as contract from '../contracts/alerts.js';
import { route } from '../route.js';
import { patchProperties } from './patches.js';

const list = route(contract.listAlerts, async ({ query, caller }, { db }) => {
  const page = await listAlerts(db, caller, { ...query, today: officeDayOf(new Date().toISOString()) });
  const features = page.items.map(toGeoJson);
  const { numberMatched, nextCursor } = page;
  return { body: { type: 'FeatureCollection' as const, features, numberMatched, nextCursor } };
});

const read = route(contract.readAlert, async ({ params, caller }, { db }) => {
  const alert = await requireAlert(db, caller, params.id);
  const patches = await listAlertPatches(db, caller, alert.id);
  const { before, after } = await scenesOfAlert(db, caller, patches);
  const body = {
    ...toGeoJson(alert),
    patches: patches.map(patchProperties),
    findings: await listFindings(db, caller, { alertId: alert.id }),
    beforeSceneId: before?.id ?? null,
    afterSceneId: after?.id ?? null,
  };
  return { body };
});

const history = route(contract.listAlertHistory, async ({ params, caller }, { db }) => {
  const alert = await requireAlert(db, caller, params.id);
  const entries = await auditOf(db, caller, 'alert', alert.id);
  return { body: { items: entries.map(({ at, actor, act, detail }) => ({ at, actor, act, detail })) } };
});

/** @throws NotFoundError where there is none in the caller's region */
export async function requireAlert(db: Db, caller: Caller, id: string): Promise<ListedAlert> {
  const alert = await getAlert(db, caller, id);
  if (alert === null) throw new NotFoundError('alert', id);
  return alert;
}

function toGeoJson({ geometry, ...properties }: ListedAlert) {
  return { type: 'Feature' as const, id: properties.id, geometry, properties };
}

export const alertRoutes = [list, read, history];
