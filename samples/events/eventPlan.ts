import type { LandCoverClass } from '#domain/landCover.js';
import type { ExemptionReason, ViolationKind } from '#domain/violation.js';

export type TruthVerdict = 'violation' | 'lawful' | 'exempt' | 'pseudoChange';

/** Where an event may lie; see `sites.ts` for what each demands. */
export type SiteKind =
  | 'townField'
  | 'ruralField'
  | 'villageField'
  | 'basicFarmland'
  | 'redlineForest'
  | 'futureRedlineForest'
  | 'openForest'
  | 'riverside'
  | 'veil';

/** What happens on the ground. */
export type Course = 'building' | 'works' | 'barns' | 'solar' | 'film' | 'tilling' | 'flood' | 'fire' | 'veil';

/** What the registry holds for an event. */
export type PermitScheme =
  | 'none'
  | 'siteOpinionOnly'
  | 'building'
  | 'rural'
  | 'landUse'
  | 'adjacentPair'
  | 'partOfSite'
  | 'grantedLater'
  | 'expired'
  | 'temporaryLand'
  | 'agriFacility'
  /** Works under a permit whose conditions name the event's exemption. */
  | 'exempting'
  /** A permit beside the event, of its size and not used. */
  | 'unusedBeside'
  /** Conversion approved, land not supplied. */
  | 'conversion'
  /** Temporary land whose term ends while the works still stand. */
  | 'temporaryEnding';

/** What plans and offices have drawn round an event. */
export type Surrounding = 'colourLine' | 'blueLine' | 'greenZone' | 'stopOrder';

/** A kind of planted event: how often at full size (at least one at any size), and what is expected of it. */
export interface EventPlan {
  readonly name: string;
  readonly verdict: TruthVerdict;
  readonly kind: ViolationKind | null;
  /** Further kinds that a complete judgement names, after the leading one. */
  readonly otherKinds: readonly ViolationKind[];
  readonly exemption: ExemptionReason | null;
  readonly site: SiteKind;
  /** Second choice, where a small county has no room left. */
  readonly elsewhere: SiteKind | null;
  readonly course: Course;
  readonly permit: PermitScheme;
  readonly surrounding: Surrounding | null;
  /** Dug before the first scene: the site is a pond until the event begins. */
  readonly isPond: boolean;
  readonly toClass: LandCoverClass;
  readonly count: number;
  /** Hectares at full size. */
  readonly hectares: readonly [number, number];
}

type Defaults = Pick<
  EventPlan,
  | 'kind'
  | 'otherKinds'
  | 'exemption'
  | 'course'
  | 'permit'
  | 'elsewhere'
  | 'surrounding'
  | 'isPond'
  | 'toClass'
  | 'hectares'
>;
const DEFAULTS: Defaults = {
  kind: null,
  otherKinds: [],
  exemption: null,
  course: 'building',
  permit: 'none',
  surrounding: null,
  isPond: false,
  elsewhere: null,
  toClass: 'builtUp',
  hectares: [0.8, 3.2],
};

export const plan = (own: Pick<EventPlan, 'name' | 'verdict' | 'site' | 'count'> & Partial<EventPlan>): EventPlan => ({
  ...DEFAULTS,
  ...own,
});

export const violation = (
  kind: ViolationKind,
  own: Pick<EventPlan, 'name' | 'site' | 'count'> & Partial<EventPlan>,
): EventPlan => plan({ ...own, verdict: 'violation', kind });
