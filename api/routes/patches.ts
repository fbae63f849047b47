import type { Judgement } from '#domain/finding.js';
import { listFindings } from '#store/findings.js';
import { listPatches, type JudgedPatch } from '#store/patches.js';
import * as contract from '../contracts/patches.js';
import { route } from '../route.js';

const list = route(contract.listPatches, async ({ query, caller }, { db }) => {
  const page = await listPatches(db, caller, query);
  const features = page.items.map(({ geometry, ...patch }) => {
    const properties = patchProperties(patch);
    return { type: 'Feature' as const, id: properties.id, geometry, properties };
  });
  return { body: { type: 'FeatureCollection' as const, features, nextCursor: page.nextCursor } };
});

const findings = route(contract.listFindings, async ({ query, caller }, { db }) => {
  const of = query.patchId === undefined ? { alertId: query.alertId ?? '' } : { patchId: query.patchId };
  return { body: { items: await listFindings(db, caller, of) } };
});

/** A patch without its geometry, its judgement cut down to what is not in the findings. */
export function patchProperties<P extends Omit<JudgedPatch, 'geometry'>>(patch: P) {
  return { ...patch, judgement: patch.judgement && judgementJson(patch.judgement) };
}

function judgementJson({ verdict, leading, exemption, explanation, occupied }: Judgement) {
  return { verdict, leading, exemption, explanation, ...(occupied !== undefined && { occupied }) };
}

export const patchRoutes = [list, findings];
