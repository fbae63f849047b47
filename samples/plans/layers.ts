import type { LandCoverClass } from '#domain/landCover.js';
import type { PlantedEvent } from '../events/plantEvents.js';
import type { Landscape } from '../landscape/landscape.js';
import type { BlockUse } from '../landscape/town.js';
import type { CoverKind } from '../landscape/units.js';
import { scanRing, type Canvas } from '../paint.js';
import { centreOf, clipHalfPlane, contains, distanceBetween, dot, type Point, type Ring } from '../planar.js';
import { colourLineLayers } from './colourLines.js';
import type { LayerRecord } from './layerRecord.js';
import { countyOutline, type ControlLines } from './controlLines.js';
import { envelope } from './permits.js';
import { quotaLayer } from './quotas.js';
import { COUNTY_CODE, COUNTY_NAME, OWNERS, TOWNSHIPS } from './names.js';
import { pointAt } from '../landscape/frame.js';

/** Farther than a patch's edge can be off: farmland this near to another event is left out of the line. */
const FARMLAND_CLEARANCE_M = 40;

const serial = (prefix: string, index: number): string => `${prefix}${String(index + 1).padStart(4, '0')}`;

function redlineLayers(lines: ControlLines): LayerRecord[] {
  const base = {
    id: 'ecological-redline',
    kind: 'ecologicalRedline',
    title: '生态保护红线',
    owner: OWNERS.planning,
    fields: { code: 'HXDM', name: 'HXMC' },
  } as const;
  const names = ['云台山水源涵养生态保护红线', '孤山森林公园生态保护红线'];
  const older = lines.redline.map((ring, i) => ({
    ring,
    attributes: { HXDM: serial(`HX${COUNTY_CODE}`, i), HXMC: names[i] ?? '生态保护红线', HXLX: '水源涵养' },
  }));
  const added = {
    ring: lines.redlineAddition,
    attributes: {
      HXDM: serial(`HX${COUNTY_CODE}`, 90),
      HXMC: '云台山南麓生物多样性维护生态保护红线',
      HXLX: '生物多样性维护',
    },
  };
  return [
    { ...base, version: '2023', validFrom: '2023-01-01', validTo: '2025-12-31', asOf: '2022-12-31', features: older },
    {
      ...base,
      version: '2026',
      validFrom: '2026-01-01',
      validTo: null,
      asOf: '2025-11-30',
      features: [...older, added],
    },
  ];
}

/** Basic farmland: the fit blocks that no other event comes near. */
export function farmlandRings(lines: ControlLines, events: readonly PlantedEvent[]): Ring[] {
  const others = events.filter((event) => event.plan.site !== 'basicFarmland' && event.plan.course !== 'veil');
  return lines.farmlandBlocks
    .filter((block) => others.every((event) => distanceBetween(block.ring, event.site.ring) > FARMLAND_CLEARANCE_M))
    .map((block) => block.ring);
}

const ZONE_OF_USE: Readonly<Record<BlockUse, readonly [code: string, name: string]>> = {
  dense: ['0701', '城镇住宅用地'],
  slabs: ['0701', '城镇住宅用地'],
  industry: ['1001', '工业用地'],
  park: ['1401', '公园绿地'],
  school: ['0804', '教育用地'],
};

const GREEN_SPACE: readonly LandCoverClass[] = ['grass', 'vegetation', 'forest', 'water'];
const GREEN_ZONE_MARGIN_M = 12;

function zoneLayer(
  landscape: Landscape,
  lines: ControlLines,
  farmland: readonly Ring[],
  events: readonly PlantedEvent[],
): LayerRecord {
  const zone = (ring: Ring, code: string, name: string, allowed: readonly LandCoverClass[]) => ({
    ring,
    attributes: { YTDM: code, YTMC: name, YXLB: allowed },
  });
  const built: LandCoverClass[] = ['builtUp', 'road', 'earthworks', 'bare', 'grass', 'vegetation', 'solar'];
  const features = [
    ...landscape.town.blocks.map((block) =>
      zone(block.ring, ...ZONE_OF_USE[block.use], block.use === 'park' ? GREEN_SPACE : built),
    ),
    ...landscape.villages.map((village) => zone(village.outline, '0703', '农村宅基地', built)),
    ...lines.redline.map((ring) => zone(ring, '010', '生态保护区', ['forest', 'vegetation', 'grass', 'water'])),
    ...farmland.map((ring) =>
      zone(ring, '020', '农田保护区', ['cropland', 'vegetation', 'bare', 'water', 'greenhouse']),
    ),
    ...events
      .filter(({ plan }) => plan.surrounding === 'greenZone')
      .map((event) => zone(envelope(event, GREEN_ZONE_MARGIN_M), ...ZONE_OF_USE.park, GREEN_SPACE)),
  ].map((feature, i) => ({ ...feature, attributes: { FQDM: serial('FQ', i), ...feature.attributes } }));
  return {
    id: 'planning-zones',
    kind: 'zone',
    title: '国土空间规划用途分区',
    version: '2021-2035',
    validFrom: '2023-06-01',
    validTo: null,
    owner: OWNERS.planning,
    asOf: '2023-05-20',
    fields: { code: 'FQDM', use: 'YTDM', name: 'YTMC', allowedClasses: 'YXLB' },
    features,
  };
}

type SurveyClass = readonly [code: string, name: string];

function surveyClassOf(kind: CoverKind, isInTown: boolean): SurveyClass {
  switch (kind) {
    case 'cropland':
      return ['0101', '水田'];
    case 'orchard':
      return ['0201', '果园'];
    case 'tea':
      return ['0202', '茶园'];
    case 'evergreenForest':
    case 'deciduousForest':
      return ['0301', '乔木林地'];
    case 'bamboo':
      return ['0302', '竹林地'];
    case 'scrub':
      return ['0305', '灌木林地'];
    case 'pond':
      return ['1104', '坑塘水面'];
    case 'river':
      return ['1101', '河流水面'];
    case 'greenhouse':
      return ['1202', '设施农用地'];
    case 'grass':
    case 'reeds':
    case 'sandBar':
      return ['0404', '其他草地'];
    default:
      return isInTown ? ['0701', '城镇住宅用地'] : ['0702', '农村宅基地'];
  }
}

/** The land survey by cells: each carries the class that fills most of it. */
function landClassLayer(landscape: Landscape, lines: ControlLines, cover: Canvas): LayerRecord {
  const features = landscape.farmland.cells.map((ring, index) => {
    const isInTown = contains(lines.growthBoundary, centreOf(ring));
    const counts = new Map<string, { found: SurveyClass; count: number }>();
    scanRing(cover, ring, (y, from, to) => {
      for (let x = from; x < to; x += 2) {
        const { kind } = landscape.units.units[cover.ids[y * cover.width + x]!]!;
        const found = surveyClassOf(kind, isInTown);
        const entry = counts.get(found[0]);
        if (entry === undefined) counts.set(found[0], { found, count: 1 });
        else entry.count++;
      }
    });
    const [most] = [...counts.values()].sort((a, b) => b.count - a.count);
    const [code, name] = most?.found ?? (['0404', '其他草地'] as const);
    return { ring, attributes: { BSM: serial('DL', index), DLBM: code, DLMC: name, ZLDWDM: COUNTY_CODE } };
  });
  return {
    id: 'land-survey',
    kind: 'landClass',
    title: '年度国土变更调查地类图斑',
    version: '2023',
    validFrom: '2023-12-31',
    validTo: null,
    owner: OWNERS.survey,
    asOf: '2023-12-31',
    fields: { code: 'DLBM', name: 'DLMC' },
    features,
  };
}

function adminLayer(landscape: Landscape): LayerRecord {
  const { frame } = landscape;
  const outline = countyOutline(frame);
  const flip = ([x, y]: Point): Point => [-x, -y];
  const foot = dot(pointAt(frame, 0.09, 0), frame.uphill);
  const west = dot(pointAt(frame, 0, -0.19), frame.along);
  const east = dot(pointAt(frame, 0, 0.2), frame.along);
  const plain = clipHalfPlane(outline, frame.uphill, foot);
  const rings = [
    clipHalfPlane(outline, flip(frame.uphill), -foot),
    clipHalfPlane(clipHalfPlane(plain, flip(frame.along), -west), frame.along, east),
    clipHalfPlane(plain, frame.along, west),
    clipHalfPlane(plain, flip(frame.along), -east),
  ];
  return {
    id: 'admin-regions',
    kind: 'adminRegion',
    title: '行政区划',
    version: '2023',
    validFrom: '2023-01-01',
    validTo: null,
    owner: OWNERS.survey,
    asOf: '2022-12-31',
    fields: { code: 'XZQDM', name: 'XZQMC' },
    features: [
      { ring: outline, attributes: { XZQDM: COUNTY_CODE, XZQMC: COUNTY_NAME, XZQJB: '县' } },
      ...rings.map((ring, i) => ({
        ring,
        attributes: { XZQDM: `${COUNTY_CODE}10${i}`, XZQMC: TOWNSHIPS[i]!, XZQJB: '乡镇' },
      })),
    ],
  };
}

/** Every plan layer of the county. */
export function createLayers(
  landscape: Landscape,
  lines: ControlLines,
  cover: Canvas,
  events: readonly PlantedEvent[],
): LayerRecord[] {
  const farmland = farmlandRings(lines, events);
  return [
    ...redlineLayers(lines),
    {
      id: 'basic-farmland',
      kind: 'permanentBasicFarmland',
      title: '永久基本农田保护红线',
      version: '2023',
      validFrom: '2023-01-01',
      validTo: null,
      owner: OWNERS.farmland,
      asOf: '2022-12-31',
      fields: { code: 'JBNTDM', name: 'MC' },
      features: farmland.map((ring, i) => ({
        ring,
        attributes: { JBNTDM: serial('JT', i), MC: `永久基本农田保护片块${i + 1}`, DLMC: '水田' },
      })),
    },
    {
      id: 'growth-boundary',
      kind: 'urbanGrowthBoundary',
      title: '城镇开发边界',
      version: '2023',
      validFrom: '2023-01-01',
      validTo: null,
      owner: OWNERS.planning,
      asOf: '2022-12-31',
      fields: { code: 'KFBJDM', name: 'MC' },
      features: [{ ring: lines.growthBoundary, attributes: { KFBJDM: 'KF0001', MC: '城关镇城镇集中建设区' } }],
    },
    zoneLayer(landscape, lines, farmland, events),
    quotaLayer(landscape, lines, events),
    ...colourLineLayers(landscape, events),
    landClassLayer(landscape, lines, cover),
    adminLayer(landscape),
  ];
}
