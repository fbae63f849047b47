import type { Permit } from '#domain/permit.js';
import { listPermits, savePermits } from '#store/permits.js';
import { parsePermits } from '#store/vectors/index.js';
import * as contract from '../contracts/permits.js';
import { route } from '../route.js';
import { problemsOf } from './layers.js';

const list = route(contract.listPermits, async ({ query }, { db }) => {
  const page = await listPermits(db, query);
  const features = page.items.map(toGeoJson);
  return { body: { type: 'FeatureCollection' as const, features, nextCursor: page.nextCursor } };
});

const create = route(contract.createPermits, async ({ body }, { db }) => {
  const { permits, report } = parsePermits(body, 'body');
  return { body: { ...(await savePermits(db, permits)), problems: problemsOf(report) } };
});

function toGeoJson({ geometry, ...properties }: Permit) {
  return { type: 'Feature' as const, id: properties.caseNumber, geometry, properties };
}

export const permitRoutes = [list, create];
