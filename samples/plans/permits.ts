import type { LandCoverClass } from '#domain/landCover.js';
import type { PermitKind, PermitStage } from '#domain/permit.js';
import type { IsoDate } from '#domain/time.js';
import type { ExemptionReason, PermitFindingKind } from '#domain/violation.js';
import type { Happenings, PlantedEvent, Plot } from '../events/plantEvents.js';
import { isoDateOf, type DayNumber } from '../imagery/calendar.js';
import type { Landscape } from '../landscape/landscape.js';
import { add, insetConvex, orientedRectangle, type Ring } from '../planar.js';
import type { Random } from '../random.js';
import { COUNTY_CODE } from './names.js';

/** A permit of the sample county; geometry in county metres. */
export interface PermitRecord {
  readonly caseNumber: string;
  readonly kind: PermitKind;
  readonly revision: number;
  readonly projectId: string;
  readonly stage: PermitStage;
  readonly grantedOn: IsoDate;
  readonly validTo: IsoDate | null;
  readonly withdrawnOn: IsoDate | null;
  readonly approvedUse: readonly LandCoverClass[];
  readonly ring: Ring;
  readonly buildDeadline: IsoDate | null;
  readonly conditions: string | null;
  /** The event it belongs to, null for finished projects and for plots. */
  readonly eventId: string | null;
  /** What is to be said of it on the day of the last scene. */
  readonly standing: PermitFindingKind | null;
}

/** How case numbers of each kind are written: 〔kind〕字第 county, year, serial 号. */
const NUMBER_PREFIX: Readonly<Record<PermitKind, string>> = {
  siteOpinion: '用字第',
  landUsePermit: '地字第',
  buildingPermit: '建字第',
  ruralPermit: '乡字第',
  farmlandConversion: '转用第',
  landSupply: '供地第',
  temporaryLand: '临地第',
  agriFacility: '设农备第',
};

const USES: Readonly<Record<PermitKind, readonly LandCoverClass[]>> = {
  siteOpinion: [],
  landUsePermit: ['builtUp', 'road'],
  buildingPermit: ['builtUp', 'road'],
  ruralPermit: ['builtUp'],
  farmlandConversion: ['builtUp', 'road'],
  landSupply: ['builtUp', 'road'],
  temporaryLand: ['earthworks', 'builtUp'],
  agriFacility: ['greenhouse', 'builtUp'],
};

type Draft = Pick<PermitRecord, 'kind' | 'ring'> & { grantedOn: DayNumber; validTo: DayNumber | null } & Partial<
    Pick<PermitRecord, 'conditions' | 'stage'>
  > & { readonly buildDeadline?: DayNumber | null };

/** The event's outline and a few metres round it, as a permit would be drawn. */
export function envelope(event: Pick<PlantedEvent, 'site'>, marginM: number): Ring {
  const { centre, axis, halfLengthM, halfWidthM } = event.site;
  return orientedRectangle(centre, axis, halfLengthM * 1.06 + marginM, halfWidthM * 1.06 + marginM);
}

/** A part of the site along its axis: shares of the length from −1 to 1, with the margin on the other sides. */
function section(event: PlantedEvent, from: number, to: number, marginM: number): Ring {
  const { centre, axis, halfLengthM, halfWidthM } = event.site;
  const low = from <= -1 ? -halfLengthM * 1.06 - marginM : from * halfLengthM;
  const high = to >= 1 ? halfLengthM * 1.06 + marginM : to * halfLengthM;
  return orientedRectangle(add(centre, axis, (low + high) / 2), axis, (high - low) / 2, halfWidthM * 1.06 + marginM);
}

const MARGIN_M = 6;
const LATER_YEARS = 730;

/** The registry entries of an event. `days` are the scene days. */
function draftsOf(event: PlantedEvent, days: readonly DayNumber[], random: Random): Draft[] {
  const { timeline } = event;
  const early = days[0]! - 40 - random.integer(200);
  const late = days[days.length - 1]! + 100 + random.integer(LATER_YEARS);
  const whole = (kind: PermitKind, grantedOn = early, validTo: DayNumber | null = late): Draft[] => [
    { kind, ring: envelope(event, MARGIN_M), grantedOn, validTo },
  ];
  switch (event.plan.permit) {
    case 'building':
      return whole('buildingPermit');
    case 'rural':
      return whole('ruralPermit');
    case 'landUse':
      return whole('landUsePermit');
    case 'siteOpinionOnly':
      return whole('siteOpinion');
    case 'temporaryLand':
      return whole('temporaryLand').map((draft) => ({ ...draft, conditions: '期满六个月内拆除并恢复种植条件' }));
    case 'agriFacility':
      return whole('agriFacility').map((draft) => ({ ...draft, conditions: '不得改变设施农业用途' }));
    case 'adjacentPair': {
      const cut = random.range(-0.25, 0.25);
      return [
        { kind: 'buildingPermit', ring: section(event, -1, cut, MARGIN_M), grantedOn: early, validTo: late },
        { kind: 'buildingPermit', ring: section(event, cut, 1, MARGIN_M), grantedOn: early - 25, validTo: late },
      ];
    }
    case 'partOfSite':
      return [
        {
          kind: 'buildingPermit',
          ring: section(event, -1, random.range(0, 0.25), MARGIN_M),
          grantedOn: early,
          validTo: late,
        },
      ];
    case 'grantedLater': {
      const isAfterSeries = event.ordinal % 2 === 0;
      const lastScene = days.length - 1;
      const scene = isAfterSeries ? lastScene : Math.min(lastScene, timeline.lastScene + 2);
      return whole('buildingPermit', days[scene]! + 9 + random.integer(9), late + LATER_YEARS);
    }
    case 'expired': {
      const isBeforeSeries = event.ordinal % 2 === 0;
      const end = isBeforeSeries ? days[0]! - 20 - random.integer(60) : days[timeline.firstScene - 3]! - 3;
      return whole('buildingPermit', end - 900, end);
    }
    case 'exempting':
      return whole('landUsePermit').map((draft) => ({ ...draft, conditions: CONDITIONS[event.plan.exemption!]! }));
    case 'conversion':
      return whole('farmlandConversion');
    case 'temporaryEnding':
      return whole('temporaryLand', early, days[days.length - 1]! - 8 - random.integer(12));
    case 'unusedBeside':
      return [
        {
          kind: 'buildingPermit',
          ring: event.site.beside!,
          grantedOn: early,
          validTo: late,
          buildDeadline: late,
          stage: 'granted',
        },
      ];
    default:
      return [];
  }
}

/** What the registry says of permits that exempt. */
const CONDITIONS: Readonly<Partial<Record<ExemptionReason, string>>> = {
  landExchangeLinkage: '城乡建设用地增减挂钩项目',
  ruralRoad: '农村道路，路面宽度不超过8米',
  seaUseRight: '已取得海域使用权',
  unusedLandProcedure: '未利用地，已办理用地手续',
  keyProject: '省重点建设项目先行用地',
  postDisasterRebuilding: '灾后重建项目',
  emergencyUse: '抢险救灾用地，期满恢复原状',
  socialHousing: '保障性住房用地',
};

/** A year and two months before the first scene: by the last, land that lay unused since then has been idle for more than a year. */
const IDLE_SINCE_DAYS = 60;

function draftOfPlot({ kind, site }: Plot, days: readonly DayNumber[]): Draft {
  const [first, last] = [days[0]!, days[days.length - 1]!];
  const shared = { ring: site.ring, stage: 'granted', validTo: last + LATER_YEARS } as const;
  return kind === 'idleLand'
    ? { ...shared, kind: 'landSupply', grantedOn: first - 500, buildDeadline: first - IDLE_SINCE_DAYS }
    : { ...shared, kind: 'buildingPermit', grantedOn: first - 200, buildDeadline: days[Math.floor(days.length / 2)]! };
}

/** Kinds that somebody builds under: a permit of them that has works on its site is no unused one. */
const BUILT_UNDER: readonly PermitKind[] = ['buildingPermit', 'ruralPermit', 'landUsePermit', 'agriFacility'];

/** What the registry knows on the day of the last scene of the works that an event's permit is for. */
function stageOf(kind: PermitKind, { timeline }: PlantedEvent, lastDay: DayNumber): PermitStage {
  if (!BUILT_UNDER.includes(kind) || timeline.startedOn > lastDay) return 'granted';
  return timeline.completedOn <= lastDay ? 'completed' : 'building';
}

/** A building permit is to be used within a year; what else has a deadline says so. */
function deadlineOf({ kind, grantedOn, buildDeadline }: Draft): IsoDate | null {
  const day = buildDeadline ?? (kind === 'buildingPermit' ? grantedOn + 365 : null);
  return day === null ? null : isoDateOf(day);
}

/** All permits: those of events, and finished ones over town blocks. */
export function createPermits(
  landscape: Landscape,
  { events, plots }: Pick<Happenings, 'events' | 'plots'>,
  days: readonly DayNumber[],
): PermitRecord[] {
  const random = landscape.frame.random.fork('permits');
  const serials = new Map<string, number>();
  const records: PermitRecord[] = [];
  const register = (draft: Draft, eventId: string | null, standing: PermitFindingKind | null = null): void => {
    const grantedOn = isoDateOf(draft.grantedOn);
    const series = `${NUMBER_PREFIX[draft.kind]}${COUNTY_CODE}${grantedOn.slice(0, 4)}`;
    const serial = (serials.get(series) ?? 0) + 1;
    serials.set(series, serial);
    records.push({
      caseNumber: `${series}${String(serial).padStart(4, '0')}号`,
      kind: draft.kind,
      revision: 1,
      projectId: `${COUNTY_CODE}-${String(records.length + 1).padStart(4, '0')}`,
      stage: draft.stage ?? 'granted',
      grantedOn,
      validTo: draft.validTo === null ? null : isoDateOf(draft.validTo),
      withdrawnOn: null,
      approvedUse: USES[draft.kind],
      ring: draft.ring,
      buildDeadline: deadlineOf(draft),
      conditions: draft.conditions ?? null,
      eventId,
      standing,
    });
  };
  for (const event of events)
    for (const draft of draftsOf(event, days, random.fork(event.id)))
      register(
        { ...draft, stage: draft.stage ?? stageOf(draft.kind, event, days[days.length - 1]!) },
        event.id,
        event.plan.permit === 'temporaryEnding' ? 'temporaryLandOverdue' : null,
      );
  for (const plot of plots) register(draftOfPlot(plot, days), null, plot.kind);
  landscape.town.blocks
    .filter((_, index) => index % 5 === 2)
    .forEach((block, index) => {
      const grantedOn = days[0]! - 700 - ((index * 97) % 1500);
      register(
        {
          kind: 'buildingPermit',
          ring: insetConvex(block.ring, 3),
          grantedOn,
          validTo: grantedOn + 1095,
          stage: 'completed',
        },
        null,
      );
    });
  return records;
}
