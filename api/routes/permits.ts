import type { Permit } from '#domain/permit.js';
import { listPermits } from '#store/permits.js';
import * as contract from '../contracts/permits.js';
import { route } from '../route.js';

const list = route(contract.listPermits, async ({ query }, { db }) => {
  const page = await listPermits(db, query);
  const features = page.items.map(toGeoJson);
  return { body: { type: 'FeatureCollection' as const, features, nextCursor: page.nextCursor } };
});

function toGeoJson({ geometry, ...properties }: Permit) {
  return { type: 'Feature' as const, id: properties.caseNumber, geometry, properties };
}

export const permitRoutes = [list];
