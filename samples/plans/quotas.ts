import type { PlantedEvent } from '../events/plantEvents.js';
import { siteAreaM2 } from '../events/sites.js';
import type { Landscape } from '../landscape/landscape.js';
import { contains } from '../planar.js';
import { countyOutline, type ControlLines } from './controlLines.js';
import type { LayerRecord } from './layerRecord.js';
import { OWNERS } from './names.js';

/** The town's quota is this share of what is built there, the rest of the county may build as much as it likes. */
const TOWN_SHARE = 0.6;
const COUNTY_QUOTA_M2 = 10_000_000;

/** The zone whose quota is exceeded by the last scene. */
export const EXCEEDED_ZONE = 'ZB0001';

/** Quotas of new construction land, by zone. */
export function quotaLayer(landscape: Landscape, lines: ControlLines, events: readonly PlantedEvent[]): LayerRecord {
  const builtM2 = events
    .filter(({ plan, site }) => plan.course !== 'solar' && contains(lines.growthBoundary, site.centre))
    .filter(({ plan }) => plan.course === 'building' || plan.course === 'works')
    .reduce((sum, { site }) => sum + siteAreaM2(site), 0);
  const zones = [
    {
      id: EXCEEDED_ZONE,
      name: '城关镇集中建设区',
      ring: lines.growthBoundary,
      quotaM2: Math.round(TOWN_SHARE * builtM2),
    },
    { id: 'ZB0002', name: '全县', ring: countyOutline(landscape.frame), quotaM2: COUNTY_QUOTA_M2 },
  ];
  return {
    id: 'construction-quotas',
    kind: 'zone',
    title: '新增建设用地规划指标',
    version: '2021-2035',
    validFrom: '2023-01-01',
    validTo: null,
    owner: OWNERS.planning,
    asOf: '2022-12-31',
    fields: { id: 'ZBDM', name: 'MC', quotaM2: 'ZBMJ' },
    features: zones.map(({ id, name, ring, quotaM2 }) => ({
      ring,
      attributes: { ZBDM: id, MC: name, ZBMJ: quotaM2 },
    })),
  };
}
