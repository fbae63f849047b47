import type { LandCoverClass } from '#domain/landCover.js';
import type { CloudRemnant } from '../imagery/atmosphere.js';
import { sceneDays, type DayNumber } from '../imagery/calendar.js';
import { buildingRows } from '../landscape/buildingRows.js';
import { FULL_SIZE_PX } from '../landscape/frame.js';
import { classOfKind, type Unit } from '../landscape/units.js';
import { fillRing, scanRing, type Canvas } from '../paint.js';
import type { Point, Ring } from '../planar.js';
import type { Random } from '../random.js';
import { EVENT_PLANS } from './catalogue.js';
import { plan, type Course, type EventPlan } from './eventPlan.js';
import { drawHectares, findSite, type Ground, type Site } from './sites.js';
import { createTimeline, LONGEST_BUILD, onPond, unitOn, type PartRole, type Timeline } from './timeline.js';

/** Something that happens in the county, with the truth about it. */
export interface PlantedEvent {
  readonly id: string;
  readonly plan: EventPlan;
  /** Position among the events of its plan. */
  readonly ordinal: number;
  readonly site: Site;
  readonly timeline: Timeline;
  readonly fromClass: LandCoverClass;
  readonly buildings: readonly { readonly ring: Ring; readonly isEarly: boolean; readonly heightM: number }[];
}

/** Ground of a permit on which nothing happens though its deadline passes. */
export interface Plot {
  readonly kind: 'approvedUnused' | 'idleLand';
  readonly site: Site;
}

export interface Happenings {
  readonly events: readonly PlantedEvent[];
  readonly plots: readonly Plot[];
  readonly remnants: readonly CloudRemnant[];
}

/** How many of a plan a county of this size holds. */
export function countOf(plan: EventPlan, sizePx: number): number {
  return Math.max(1, Math.round((plan.count * sizePx * sizePx) / (FULL_SIZE_PX * FULL_SIZE_PX)));
}

/** First changed look of an event: seasons for nature, early starts where a later grant needs room, the rest spread. */
function firstScene(random: Random, plan: EventPlan, ordinal: number, scenes: number): number {
  const pick = (from: number, to: number): number => from + random.integer(to - from + 1);
  const byCourse: Readonly<Partial<Record<Course, () => number>>> = {
    flood: () => pick(3, 5),
    fire: () => (ordinal % 2 === 0 ? pick(8, 10) : pick(1, 2)),
    film: () => (ordinal % 2 === 0 ? pick(9, 10) : pick(1, 2)),
    tilling: () => (ordinal % 2 === 0 ? pick(11, 12) : pick(4, 5)),
    veil: () => (ordinal % 2 === 0 ? pick(2, 9) : scenes - 1),
    solar: () => pick(2, 8),
  };
  const own = byCourse[plan.course];
  if (own !== undefined) return own();
  if (plan.permit === 'grantedLater') return pick(2, 4);
  if (plan.permit === 'expired') return pick(4, scenes - 1 - LONGEST_BUILD);
  return pick(2, scenes - 1 - LONGEST_BUILD);
}

/** Rows of halls and houses that fill a building site. */
function layOutBuildings(random: Random, site: Site): PlantedEvent['buildings'] {
  const size = [random.range(30, 46), random.range(17, 25)] as const;
  const heightM = random.range(8, 20);
  return buildingRows(random, site.ring, site.axis, size, [7, 9], 1).map((ring, index) => ({
    ring,
    isEarly: (index & 1) === 0,
    heightM,
  }));
}

/** The class a person would map on a site before the event: the one that fills most of it. */
function classBefore(ground: Ground, ring: Ring): LandCoverClass {
  const counts = new Map<LandCoverClass, number>();
  scanRing(ground.cover, ring, (y, from, to) => {
    for (let x = from; x < to; x++) {
      const unit = ground.landscape.units.units[ground.cover.ids[y * ground.cover.width + x]!]!;
      const found = classOfKind(unit.kind);
      counts.set(found, (counts.get(found) ?? 0) + 1);
    }
  });
  return [...counts].reduce((best, entry) => (entry[1] > best[1] ? entry : best), ['unknown', 0] as [
    LandCoverClass,
    number,
  ])[0];
}

/** Plants every plan of the catalogue. */
export function plantEvents(ground: Ground): Happenings {
  const { frame } = ground.landscape;
  const days = sceneDays(frame);
  const events: PlantedEvent[] = [];
  const remnants: CloudRemnant[] = [];
  for (const plan of EVENT_PLANS) {
    for (let ordinal = 0; ordinal < countOf(plan, frame.sizePx); ordinal++) {
      const random = frame.random.fork(`event/${plan.name}/${ordinal}`);
      const hectares = drawHectares(random.fork('size'), plan, frame.sizePx);
      const site = findSite(
        random.fork('site'),
        ground,
        plan,
        hectares,
        events.map((event) => event.site),
      );
      const course = createTimeline(
        random.fork('timeline'),
        days,
        plan.course,
        firstScene(random.fork('start'), plan, ordinal, days.length),
      );
      const timeline = plan.isPond ? onPond(random.fork('pond'), course) : course;
      const isBuilt = plan.course === 'building' || plan.course === 'barns';
      events.push({
        id: `E${String(events.length + 1).padStart(2, '0')}`,
        plan,
        ordinal,
        site,
        timeline,
        fromClass: plan.isPond ? 'water' : classBefore(ground, site.ring),
        buildings: isBuilt ? layOutBuildings(random.fork('buildings'), site) : [],
      });
      if (plan.course === 'veil') {
        const radiusM = Math.min(site.halfLengthM, site.halfWidthM);
        remnants.push({
          sceneIndex: timeline.firstScene,
          centre: site.centre,
          radiusM,
          opacity: random.range(0.16, 0.28),
        });
      }
    }
  }
  return { events, plots: layOutPlots(ground, events), remnants };
}

/** One plot of each kind, where no event is. */
function layOutPlots(ground: Ground, events: readonly PlantedEvent[]): readonly Plot[] {
  const { frame } = ground.landscape;
  const plots: Plot[] = [];
  for (const kind of ['approvedUnused', 'idleLand'] as const) {
    const random = frame.random.fork(`plot/${kind}`);
    const like = plan({
      name: kind,
      verdict: 'lawful',
      site: 'ruralField',
      course: 'works',
      count: 1,
      hectares: [0.6, 1.2],
    });
    const hectares = drawHectares(random.fork('size'), like, frame.sizePx);
    const taken = [...events, ...plots].map(({ site }) => site);
    plots.push({ kind, site: findSite(random.fork('site'), ground, like, hectares, taken) });
  }
  return plots;
}

const ROLES: readonly PartRole[] = ['yard', 'earlyRoof', 'lateRoof', 'green'];

/** Part ids of an event: four in a row, from 1. */
export const partIdOf = (eventIndex: number, role: PartRole): number =>
  1 + eventIndex * ROLES.length + ROLES.indexOf(role);

/** Paints which part of which event each pixel belongs to (0: none). */
export function paintParts(events: readonly PlantedEvent[], canvas: Canvas): void {
  events.forEach((event, index) => {
    if (event.plan.course === 'veil') return;
    fillRing(canvas, event.site.ring, partIdOf(index, 'yard'));
    for (const building of event.buildings)
      fillRing(canvas, building.ring, partIdOf(index, building.isEarly ? 'earlyRoof' : 'lateRoof'));
  });
}

/** What each part shows on a day, by part id. */
export function partUnitsOn(events: readonly PlantedEvent[], day: DayNumber): (Unit | null)[] {
  return [null, ...events.flatMap((event) => ROLES.map((role) => unitOn(event.timeline.stages[role], day)))];
}

/** A point well inside the outline, for labels and tests. */
export const middleOf = (event: PlantedEvent): Point => event.site.centre;
