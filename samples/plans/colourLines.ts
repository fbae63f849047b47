import type { LayerKind } from '#domain/layer.js';
import type { PlantedEvent } from '../events/plantEvents.js';
import { isInside } from '../landscape/frame.js';
import type { Landscape } from '../landscape/landscape.js';
import type { BlockUse, TownBlock } from '../landscape/town.js';
import {
  centreOf,
  distance,
  distanceBetween,
  insetConvex,
  orientedRectangle,
  subtract,
  unit,
  type Ring,
} from '../planar.js';
import type { LayerRecord } from './layerRecord.js';
import { OWNERS } from './names.js';
import { envelope } from './permits.js';

/** Purple, blue, green and yellow lines: what each protects in the county, and what it is called. */
const LINES = [
  { kind: 'heritageLine', id: 'purple-lines', title: '城市紫线', name: '历史文化街区保护范围', blocks: 'dense' },
  { kind: 'waterLine', id: 'blue-lines', title: '城市蓝线', name: '河道保护范围', blocks: null },
  { kind: 'greenLine', id: 'green-lines', title: '城市绿线', name: '公园绿地范围', blocks: 'park' },
  { kind: 'utilityLine', id: 'yellow-lines', title: '城市黄线', name: '公用设施控制范围', blocks: 'industry' },
] as const satisfies readonly {
  kind: LayerKind;
  id: string;
  title: string;
  name: string;
  blocks: BlockUse | null;
}[];

/** Lines keep this far from events that do not breach them, so that only the planted ones are about lines. */
const CLEARANCE_M = 60;
const ENVELOPE_MARGIN_M = 12;

/** One layer for each colour: what the town has of it, and the ground of the events that breach it, in turn by colour. */
export function colourLineLayers(landscape: Landscape, events: readonly PlantedEvent[]): LayerRecord[] {
  const first = landscape.frame.random.fork('colourLines').integer(LINES.length);
  const breaching = events.filter(({ plan }) => plan.surrounding === 'colourLine');
  const isFree = (ring: Ring): boolean => events.every((event) => distanceBetween(ring, event.site.ring) > CLEARANCE_M);
  return LINES.map(({ kind, id, title, name, blocks }, index) => {
    const inTurn = breaching.filter((event) => (event.ordinal + first) % LINES.length === index);
    const named = kind === 'waterLine' ? events.filter(({ plan }) => plan.surrounding === 'blueLine') : [];
    const own = [...inTurn, ...named].map((event) => envelope(event, ENVELOPE_MARGIN_M));
    const town = blocks === null ? riverReaches(landscape) : blocksOf(landscape.town.blocks, blocks);
    const free = [...town, ...landscape.town.blocks.map(({ ring }) => insetConvex(ring, INSET_M))].filter(isFree);
    const others = town.some(isFree) ? town.filter(isFree) : free.slice(0, 1);
    return {
      id,
      kind,
      title,
      version: '2023',
      validFrom: '2023-01-01',
      validTo: null,
      owner: OWNERS.planning,
      asOf: '2022-12-31',
      fields: { code: 'XDM', name: 'MC' },
      features: [...own, ...others].map((ring, i) => ({
        ring,
        attributes: { XDM: `${id.slice(0, 1).toUpperCase()}${String(i + 1).padStart(4, '0')}`, MC: `${name}${i + 1}` },
      })),
    };
  });
}

const INSET_M = 4;
const MOST_BLOCKS = 4;

/** Blocks of a use, those in the town's middle first; any blocks where it has none of that use. */
function blocksOf(blocks: readonly TownBlock[], use: BlockUse): Ring[] {
  const ofUse = blocks.filter((block) => block.use === use);
  const chosen = ofUse.length > 0 ? ofUse : blocks.slice(0, 1);
  return chosen.slice(0, MOST_BLOCKS).map(({ ring }) => insetConvex(ring, INSET_M));
}

const REACH_STEPS = 6;

/** The river, reach by reach. */
function riverReaches({ frame, waters }: Landscape): Ring[] {
  const { line, widths } = waters.river;
  const reaches: Ring[] = [];
  for (let from = 0; from + REACH_STEPS < line.length; from += REACH_STEPS) {
    const [start, end] = [line[from]!, line[from + REACH_STEPS]!];
    if (!isInside(frame, start, 0) || !isInside(frame, end, 0)) continue;
    const width = Math.max(...widths.slice(from, from + REACH_STEPS));
    const ring = orientedRectangle(
      centreOf([start, end]),
      unit(subtract(end, start)),
      distance(start, end) / 2,
      width / 2,
    );
    if (ring.every((corner) => isInside(frame, corner, 0))) reaches.push(ring);
  }
  return reaches;
}
