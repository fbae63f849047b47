import type { Unit } from '../landscape/units.js';
import type { Random } from '../random.js';
import type { DayNumber } from '../imagery/calendar.js';
import type { Course } from './eventPlan.js';

/** From a day on the ground shows this unit; null: what stood there before. */
export interface Stage {
  readonly from: DayNumber;
  readonly unit: Unit | null;
}

/** The roles that sub-pixels of an event play; each role has its own stages. */
export type PartRole = 'yard' | 'earlyRoof' | 'lateRoof' | 'green';

export interface Timeline {
  readonly startedOn: DayNumber;
  /** First scene day on which all of the site shows what a rule looks at, seen or clouded. */
  readonly visibleFrom: DayNumber;
  readonly completedOn: DayNumber;
  /** Scene indices of the first changed look and the last look before completion. */
  readonly firstScene: number;
  readonly lastScene: number;
  readonly stages: Readonly<Record<PartRole, readonly Stage[]>>;
}

/** Scenes from the first changed look to the finished state, at most. */
export const LONGEST_BUILD = 4;

const look = (kind: Unit['kind'], variant: number, tone = 1): Unit => ({ kind, tone, variant });

/** A day between two scenes, well clear of both. */
const between = (random: Random, days: readonly DayNumber[], after: number): DayNumber =>
  Math.round(days[after]! + (days[after + 1]! - days[after]!) * random.range(0.25, 0.7));

const same = (stages: readonly Stage[]): Timeline['stages'] => ({
  yard: stages,
  earlyRoof: stages,
  lateRoof: stages,
  green: stages,
});

/**
 * What happens when.
 * @param first index of the first scene that shows the change; leave `LONGEST_BUILD` scenes after it for buildings
 */
export function createTimeline(random: Random, days: readonly DayNumber[], course: Course, first: number): Timeline {
  if (course === 'building' || course === 'barns') return buildingTimeline(random, days, first, course);
  const startedOn = between(random, days, first - 1);
  const whole = (stages: readonly Stage[], lastScene: number): Timeline => ({
    startedOn,
    visibleFrom: days[first]!,
    completedOn: lastScene < days.length - 1 ? between(random, days, lastScene) : days[days.length - 1]!,
    firstScene: first,
    lastScene,
    stages: same(stages),
  });
  const until = (scenes: number): DayNumber =>
    first + scenes < days.length ? between(random, days, first + scenes - 1) : Infinity;
  const variant = random.next();
  switch (course) {
    case 'works':
      return whole([{ from: startedOn, unit: look('earthworks', variant) }], days.length - 1);
    case 'solar':
      return whole([{ from: startedOn, unit: look('solar', variant) }], first);
    case 'film':
      return whole(
        [
          { from: startedOn, unit: look('filmMulch', variant) },
          { from: until(4), unit: null },
        ],
        first,
      );
    case 'tilling':
      return whole(
        [
          { from: startedOn, unit: look('bareSoil', variant) },
          { from: until(2), unit: null },
        ],
        first,
      );
    case 'flood':
      return whole(
        [
          { from: startedOn, unit: look('flooded', variant) },
          { from: until(1), unit: look('mud', variant) },
          { from: until(2), unit: null },
        ],
        first,
      );
    case 'fire':
      return whole(
        [
          { from: startedOn, unit: look('burnt', variant) },
          { from: until(4), unit: look('regrowth', variant) },
        ],
        first,
      );
    default:
      return { ...whole([], first), startedOn: days[first]!, completedOn: days[first]! };
  }
}

/** Cleared, then earthworks, then half of the roofs, then the rest and the paved yard. Half of the sites skip the clearing. */
function buildingTimeline(random: Random, days: readonly DayNumber[], first: number, course: Course): Timeline {
  const startedOn = between(random, days, first - 1);
  const isClearedFirst = random.chance(0.5);
  const cleared: Stage[] = isClearedFirst ? [{ from: startedOn, unit: look('bareSoil', random.next()) }] : [];
  const worksScene = first + (isClearedFirst ? 1 : 0);
  const worksOn = isClearedFirst ? between(random, days, first) : startedOn;
  const roofScene = worksScene + (random.chance(0.6) ? 2 : 1);
  const roofOn = between(random, days, roofScene - 1);
  const doneScene = Math.min(days.length - 1, roofScene + 1);
  const doneOn = between(random, days, doneScene - 1);
  const works: Stage = { from: worksOn, unit: look('earthworks', random.next()) };
  const roof = look(course === 'barns' || random.chance(0.35) ? 'brightRoof' : 'concreteRoof', random.next());
  return {
    startedOn,
    visibleFrom: days[worksScene]!,
    completedOn: doneOn,
    firstScene: first,
    lastScene: doneScene,
    stages: {
      yard: [...cleared, works, { from: doneOn, unit: look('pavement', random.next()) }],
      earlyRoof: [...cleared, works, { from: roofOn, unit: roof }],
      lateRoof: [...cleared, works, { from: doneOn, unit: { ...roof, tone: random.range(0.95, 1.03) } }],
      green: [...cleared, works, { from: doneOn, unit: look('grass', 0.5) }],
    },
  };
}

/** The same where the site was a pond before. */
export function onPond(random: Random, timeline: Timeline): Timeline {
  const pond: Stage = { from: -Infinity, unit: look('pond', random.next(), random.range(0.92, 1.08)) };
  const { yard, earlyRoof, lateRoof, green } = timeline.stages;
  const stages = {
    yard: [pond, ...yard],
    earlyRoof: [pond, ...earlyRoof],
    lateRoof: [pond, ...lateRoof],
    green: [pond, ...green],
  };
  return { ...timeline, stages };
}

/** The unit shown on a day, or null where the ground shows what it did before. */
export function unitOn(stages: readonly Stage[], day: DayNumber): Unit | null {
  let current: Unit | null = null;
  for (const stage of stages) if (stage.from <= day) current = stage.unit;
  return current;
}
