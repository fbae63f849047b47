import fc from 'fast-check';
import type { LandCoverClass } from '#domain/landCover.js';
import { LAYER_KINDS, type Layer, type LayerFeature } from '#domain/layer.js';
import { PERMIT_KINDS, type Permit } from '#domain/permit.js';
import { DEFAULT_RULE_SET } from '#pipelines/patches-to-findings/index.js';
import { featureOf, layerOf, patchOf, permitOf, rect } from '../../unit/rules/ground.js';

/** Places, patches, permits and layers drawn so that overlaps, touches and dates on the edge are frequent. */

const metres = fc.integer({ min: -80, max: 180 });
const side = fc.integer({ min: 5, max: 150 });
export const place = fc.tuple(metres, metres, side, side).map(([x, y, w, h]) => rect(x, y, w, h));
const day = fc.integer({ min: 1, max: 366 }).map((n) => new Date(Date.UTC(2024, 0, n)).toISOString().slice(0, 10));
const toClass = fc.constantFrom<LandCoverClass>('builtUp', 'earthworks', 'road', 'solar', 'bare', 'greenhouse');

export const patch = fc
  .tuple(place, toClass, day, day, fc.constantFrom(0, 1, 10), fc.constantFrom(0, 2))
  .map(([geometry, to, a, b, gsdM, registrationErrorM]) =>
    patchOf({ geometry, toClass: to, onsetFrom: a < b ? a : b, onsetTo: a < b ? b : a, gsdM, registrationErrorM }),
  );

export const permits = fc
  .array(fc.tuple(place, fc.constantFrom(...PERMIT_KINDS), day, fc.option(day), fc.integer({ min: 1, max: 2 })), {
    maxLength: 5,
  })
  .map((list) =>
    list.map(([geometry, kind, grantedOn, end, revision], index): Permit => {
      const validTo = end !== null && end >= grantedOn ? end : null;
      return permitOf({ caseNumber: `P${index}`, geometry, kind, grantedOn, validTo, revision });
    }),
  );

const layers = fc
  .array(fc.tuple(fc.constantFrom(...LAYER_KINDS), day, fc.option(day), fc.array(place, { maxLength: 3 })), {
    maxLength: 4,
  })
  .map((list) => {
    const made: { layers: Layer[]; features: LayerFeature[] } = { layers: [], features: [] };
    list.forEach(([kind, validFrom, validTo, places], index) => {
      const layer = layerOf(kind, { id: `L${index}`, validFrom, validTo });
      made.layers.push(layer);
      made.features.push(...places.map((geometry, i) => featureOf(layer, geometry, { featureId: `f${i}` })));
    });
    return made;
  });

export const context = fc
  .tuple(permits, layers)
  .map(([list, plans]) => ({ permits: list, ...plans, ruleSet: DEFAULT_RULE_SET }));
