import { paintParts, partUnitsOn, plantEvents, type PlantedEvent } from './events/plantEvents.js';
import { createGround } from './events/sites.js';
import { createLooks, createSky, type CloudRemnant, type Look } from './imagery/atmosphere.js';
import { sceneDays, type DayNumber } from './imagery/calendar.js';
import { renderScene } from './imagery/render.js';
import { createCountyCover } from './landscape/cover.js';
import { createFrame, type Frame } from './landscape/frame.js';
import { createLandscape, type Landscape } from './landscape/landscape.js';
import type { Canvas } from './paint.js';
import { createControlLines, type ControlLines } from './plans/controlLines.js';
import type { LayerRecord } from './plans/layerRecord.js';
import { createLayers } from './plans/layers.js';
import { createOrders, type OrderRecord } from './plans/orders.js';
import { createPermits, type PermitRecord } from './plans/permits.js';

/** A sample county with everything planted, ready to be rendered and written. The same seed and size give the same county. */
export interface County {
  readonly frame: Frame;
  readonly landscape: Landscape;
  readonly lines: ControlLines;
  readonly cover: Canvas;
  /** Event parts on the cover's grid. */
  readonly parts: Canvas;
  readonly events: readonly PlantedEvent[];
  readonly remnants: readonly CloudRemnant[];
  readonly permits: readonly PermitRecord[];
  readonly orders: readonly OrderRecord[];
  readonly layers: readonly LayerRecord[];
  readonly days: readonly DayNumber[];
  readonly looks: readonly Look[];
}

/**
 * @param seed integer of 0 or more
 * @param sizePx side in 10 m pixels, 360–1600
 * @throws BadInputError for a seed or size out of range
 */
export function createCounty(seed: number, sizePx: number): County {
  const frame = createFrame(seed, sizePx);
  const landscape = createLandscape(frame);
  const lines = createControlLines(landscape);
  const cover = createCountyCover(landscape);
  const { events, plots, remnants } = plantEvents(createGround(landscape, lines, cover));
  const parts: Canvas = { ...cover, ids: new Uint16Array(cover.ids.length) };
  paintParts(events, parts);
  const days = sceneDays(frame);
  return {
    frame,
    landscape,
    lines,
    cover,
    parts,
    events,
    remnants,
    permits: createPermits(landscape, { events, plots }, days),
    orders: createOrders(events, days),
    layers: createLayers(landscape, lines, cover, events),
    days,
    looks: createLooks(frame),
  };
}

/** Bands blue…swir2 (reflectance × 10000, 65535 where nothing was seen) and the quality band of one scene. */
export function renderCountyScene(county: County, index: number): Uint16Array[] {
  const { frame, landscape } = county;
  const look = county.looks[index]!;
  const day = county.days[index]!;
  return renderScene({
    sizePx: frame.sizePx,
    cover: county.cover.ids,
    parts: county.parts.ids,
    partUnits: partUnitsOn(county.events, day),
    units: landscape.units.units,
    elevation: landscape.terrain.elevation,
    day,
    look,
    sky: createSky(frame, index, look, county.remnants),
    random: frame.random.fork(`scene${index}`),
  });
}
