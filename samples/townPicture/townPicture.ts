import { partIdOf, partUnitsOn, paintParts, type PlantedEvent } from '../events/plantEvents.js';
import type { County } from '../county.js';
import type { DayNumber } from '../imagery/calendar.js';
import { dayOfYear } from '../imagery/calendar.js';
import { leafCover } from '../imagery/phenology.js';
import { spectrumOf } from '../imagery/spectra.js';
import { paintCover } from '../landscape/cover.js';
import type { CoverKind, Unit } from '../landscape/units.js';
import { createNoise, fractal } from '../noise.js';
import { createCanvas, type Canvas } from '../paint.js';
import {
  add,
  boundsOf,
  contains,
  dot,
  length,
  orientedRectangle,
  perpendicular,
  subtract,
  unit,
  type Point,
} from '../planar.js';
import { avalanche } from '../random.js';
import {
  createPicture,
  displayValue,
  finish,
  forRing,
  paintPixel,
  scalePixel,
  triangleWave,
  type Colour,
  type Picture,
} from './picture.js';
import { castShadows, drawRoof, type StandingBuilding } from './roofs.js';
import { drawTrees } from './trees.js';

export interface TownWindow {
  /** County metres of the upper left corner, and the side in metres (= pixels). */
  readonly left: number;
  readonly top: number;
  readonly sizeM: number;
}

const LARGEST_M = 1200;

/** The square of town and outskirts in which most new buildings rise. */
export function chooseTownWindow(county: County): TownWindow {
  const { frame, landscape, events } = county;
  const sizeM = Math.min(LARGEST_M, Math.floor((frame.sideM * 0.28) / 10) * 10);
  const built = events.filter((event) => event.buildings.length > 0);
  const isWithin = (left: number, top: number, [x, y]: Point): boolean =>
    x > left && y > top && x < left + sizeM && y < top + sizeM;
  let best: TownWindow & { score: number } = { left: 0, top: 0, sizeM, score: -1 };
  /** Street blocks of about 1.7 ha that fill a third of the picture. */
  const enough = (sizeM * sizeM) / 17_000 / 3;
  const reach = landscape.town.radiusM * 1.5;
  for (let dy = -reach; dy <= reach; dy += reach / 12) {
    for (let dx = -reach; dx <= reach; dx += reach / 12) {
      const left = Math.round((landscape.town.centre[0] + dx - sizeM / 2) / 10) * 10;
      const top = Math.round((landscape.town.centre[1] + dy - sizeM / 2) / 10) * 10;
      if (left < 0 || top < 0 || left + sizeM > frame.sideM || top + sizeM > frame.sideM) continue;
      const streets = landscape.town.blocks.filter((block) => isWithin(left, top, block.ring[0]!)).length;
      const fresh = built.filter((event) => event.site.ring.every((corner) => isWithin(left, top, corner))).length;
      const score = Math.min(streets, enough) * 3 + fresh * 5;
      if (score > best.score) best = { left, top, sizeM, score };
    }
  }
  return { left: best.left, top: best.top, sizeM };
}

/** Days of the pair: soon after the first monthly scene and shortly before the last. */
export const townDays = (county: County): readonly [DayNumber, DayNumber] => [
  county.days[0]! + 9,
  county.days[county.days.length - 1]! - 5,
];

/** Red, green and blue of the town on a day, 1 m, 1–255. */
export function renderTown(county: County, window: TownWindow, day: DayNumber): Uint8Array[] {
  const { landscape, events } = county;
  const canvas = createCanvas(window.sizeM, window.sizeM, window.left, window.top, 1);
  paintCover(landscape, canvas);
  const parts: Canvas = { ...canvas, ids: new Uint16Array(canvas.ids.length) };
  paintParts(events, parts);
  const partUnits = partUnitsOn(events, day);
  const unitAt = (at: number): Unit => partUnits[parts.ids[at]!] ?? landscape.units.units[canvas.ids[at]!]!;
  const kindAt = (at: number): CoverKind => unitAt(at).kind;

  const picture = createPicture(canvas);
  const isLate = day > county.days[6]!;
  const towardsSun: Point = unit(isLate ? [0.78, 0.62] : [0.72, 0.69]);
  const cotangent = isLate ? 1.05 : 0.9;
  paintGround(county, picture, unitAt, day, isLate ? 0.97 : 1.02);
  drawFurrows(county, picture, kindAt);
  drawRoadMarks(county, picture, kindAt);
  const buildings = standingBuildings(county, picture, partUnits, kindAt);
  applyShadows(picture, castShadows(picture, buildings, towardsSun, cotangent), kindAt);
  drawTrees(picture, kindAt, towardsSun, cotangent, leafCover(dayOfYear(day)));
  for (const building of buildings) repaintRoof(picture, building, unitAt, day);
  for (const building of buildings) drawRoof(picture, building, towardsSun);
  return finish(picture);
}

function colourOf(spectra: Map<Unit, Colour>, found: Unit, day: DayNumber): Colour {
  const known = spectra.get(found);
  if (known !== undefined) return known;
  const [blue, green, red] = spectrumOf(found, day);
  const colour: Colour = [displayValue(red), displayValue(green), displayValue(blue)];
  spectra.set(found, colour);
  return colour;
}

const SMOOTH_KINDS: readonly CoverKind[] = ['river', 'pond', 'canal', 'reservoir', 'flooded'];

/** Plain colours with grain at one, six and forty metres. */
function paintGround(
  county: County,
  picture: Picture,
  unitAt: (at: number) => Unit,
  day: DayNumber,
  gain: number,
): void {
  const noise = createNoise(county.frame.random.fork('townGrain').integer(2 ** 31));
  const colours = new Map<Unit, Colour>();
  const { width, height, left, top } = picture.canvas;
  for (let row = 0, at = 0; row < height; row++) {
    for (let column = 0; column < width; column++, at++) {
      const found = unitAt(at);
      const isSmooth = SMOOTH_KINDS.includes(found.kind);
      const x = left + column;
      const y = top + row;
      const grain = (avalanche(at ^ (day * 7919)) & 255) / 255 - 0.5;
      const rough = isSmooth ? 0.25 : 1;
      const clods = found.kind === 'earthworks' || found.kind === 'bareSoil' ? 0.16 : 0.06;
      const factor =
        1 + rough * (0.07 * grain + clods * noise(x / 6, y / 6) + 0.09 * fractal(noise, x / 47, y / 47, 3));
      paintPixel(picture, at, colourOf(colours, found, day), gain * factor);
    }
  }
}

/** Rows of crops, ridges of greenhouses, along the fields. */
function drawFurrows(county: County, picture: Picture, kindAt: (at: number) => CoverKind): void {
  const { canvas } = picture;
  for (const block of county.landscape.farmland.blocks) {
    const { minX, minY, maxX, maxY } = boundsOf(block.ring);
    if (
      maxX < canvas.left ||
      maxY < canvas.top ||
      minX > canvas.left + canvas.width ||
      minY > canvas.top + canvas.height
    )
      continue;
    const across = perpendicular(block.axis);
    const period = block.theme === 'greenhouses' ? 5.5 : block.theme === 'tea' ? 3 : 2.4;
    for (const parcel of block.parcels) {
      const depth = 0.02 + (avalanche(parcel.unitId) & 7) * 0.008 + (block.theme === 'greenhouses' ? 0.06 : 0);
      forRing(canvas, parcel.ring, (at, x, y) => {
        const kind = kindAt(at);
        if (kind !== 'cropland' && kind !== 'greenhouse' && kind !== 'tea') return;
        scalePixel(picture, at, 1 + depth * triangleWave(dot([x, y], across) / period));
      });
    }
  }
}

const PAINT_WHITE: Colour = [208, 208, 202];
const CAR_COLOURS: readonly Colour[] = [
  [225, 226, 226],
  [60, 62, 66],
  [176, 178, 180],
  [150, 52, 48],
  [62, 84, 132],
];

/** Dashed centre lines and a few cars on the roads. */
function drawRoadMarks({ landscape }: County, picture: Picture, kindAt: (at: number) => CoverKind): void {
  for (const road of landscape.roads) {
    if (road.kind === 'village') continue;
    for (let i = 0; i + 1 < road.line.length; i++) {
      const from = road.line[i]!;
      const step = subtract(road.line[i + 1]!, from);
      const along = unit(step);
      for (let metres = 0; metres < length(step); metres += 3) {
        const hash = avalanche(Math.round(from[0]) * 31 + Math.round(from[1]) * 17 + Math.round(metres));
        const middle = add(from, along, metres);
        const lane = add(middle, perpendicular(along), (hash & 1 ? 1 : -1) * road.widthM * 0.22);
        const isCar = (hash >>> 8) % 31 === 0;
        if (!isCar && Math.floor(metres / 6) % 2 === 1) continue;
        const mark = isCar ? orientedRectangle(lane, along, 2.3, 1) : orientedRectangle(middle, along, 1.5, 0.5);
        const colour = isCar ? CAR_COLOURS[(hash >>> 16) % CAR_COLOURS.length]! : PAINT_WHITE;
        forRing(picture.canvas, mark, (at) => {
          if (kindAt(at) === 'asphalt') paintPixel(picture, at, colour, 1);
        });
      }
    }
  }
}

/** Buildings that can be seen: old ones not torn away by an event, and those of events as far as they have risen. */
function standingBuildings(
  county: County,
  picture: Picture,
  partUnits: readonly (Unit | null)[],
  kindAt: (at: number) => CoverKind,
): StandingBuilding[] {
  const { canvas } = picture;
  const window = [
    canvas.left - 60,
    canvas.top - 60,
    canvas.left + canvas.width + 60,
    canvas.top + canvas.height + 60,
  ] as const;
  const isNear = ([x, y]: Point): boolean => x > window[0] && y > window[1] && x < window[2] && y < window[3];
  const { units, town, villages } = county.landscape;
  const old = [...town.blocks.flatMap((block) => block.buildings), ...villages.flatMap((village) => village.houses)]
    .filter((building) => isNear(building.ring[0]!))
    .filter((building) => {
      let roof = 0;
      let other = 0;
      forRing(canvas, building.ring, (at) => (kindAt(at).endsWith('Roof') ? roof++ : other++));
      return roof > other;
    })
    .map((building) => ({ ring: building.ring, kind: units.units[building.unitId]!.kind, heightM: building.heightM }));
  const fresh = county.events.flatMap((event: PlantedEvent, index) =>
    event.buildings.flatMap((building): StandingBuilding[] => {
      const shown = partUnits[partIdOf(index, building.isEarly ? 'earlyRoof' : 'lateRoof')];
      if (!isNear(building.ring[0]!) || !shown?.kind.endsWith('Roof')) return [];
      return [{ ring: building.ring, kind: shown.kind, heightM: building.heightM }];
    }),
  );
  return [...old, ...fresh];
}

function applyShadows(picture: Picture, shaded: Uint8Array, kindAt: (at: number) => CoverKind): void {
  for (let at = 0; at < shaded.length; at++) {
    if (shaded[at] === 0 || kindAt(at).endsWith('Roof')) continue;
    picture.red[at]! *= 0.44;
    picture.green[at]! *= 0.48;
    picture.blue[at]! *= 0.56;
  }
}

/** Puts the roof's own colour back where crowns or shadows fell on it. */
function repaintRoof(picture: Picture, building: StandingBuilding, unitAt: (at: number) => Unit, day: DayNumber): void {
  const colours = new Map<Unit, Colour>();
  forRing(picture.canvas, building.ring, (at, x, y) => {
    const found = unitAt(at);
    if (found.kind.endsWith('Roof') && contains(building.ring, [x, y]))
      paintPixel(picture, at, colourOf(colours, found, day), 1);
  });
}
