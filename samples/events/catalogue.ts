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
  | 'agriFacility';

/** A kind of planted event: how often at full size (at least one at any size), and what is expected of it. */
export interface EventPlan {
  readonly name: string;
  readonly verdict: TruthVerdict;
  readonly kind: ViolationKind | null;
  /** Further kinds that a complete judgement names, after the leading one. */
  readonly otherKinds: readonly ViolationKind[];
  readonly exemption: ExemptionReason | null;
  readonly site: SiteKind;
  readonly course: Course;
  readonly permit: PermitScheme;
  readonly toClass: LandCoverClass;
  readonly count: number;
  /** Hectares at full size. */
  readonly hectares: readonly [number, number];
}

type Defaults = Pick<EventPlan, 'kind' | 'otherKinds' | 'exemption' | 'course' | 'permit' | 'toClass' | 'hectares'>;
const DEFAULTS: Defaults = {
  kind: null,
  otherKinds: [],
  exemption: null,
  course: 'building',
  permit: 'none',
  toClass: 'builtUp',
  hectares: [0.8, 3.2],
};

const plan = (own: Pick<EventPlan, 'name' | 'verdict' | 'site' | 'count'> & Partial<EventPlan>): EventPlan => ({
  ...DEFAULTS,
  ...own,
});

const violation = (
  kind: ViolationKind,
  own: Pick<EventPlan, 'name' | 'site' | 'count'> & Partial<EventPlan>,
): EventPlan => plan({ ...own, verdict: 'violation', kind });

/** Everything that is planted, the hardest sites first. */
export const EVENT_PLANS: readonly EventPlan[] = [
  plan({
    name: 'flood',
    verdict: 'pseudoChange',
    site: 'riverside',
    course: 'flood',
    toClass: 'water',
    count: 2,
    hectares: [3, 6],
  }),
  plan({
    name: 'futureRedline',
    verdict: 'lawful',
    site: 'futureRedlineForest',
    permit: 'rural',
    count: 1,
    hectares: [0.8, 1.4],
  }),
  plan({
    name: 'fire',
    verdict: 'pseudoChange',
    site: 'openForest',
    course: 'fire',
    toClass: 'bare',
    count: 2,
    hectares: [2, 6],
  }),
  violation('ecologicalRedlineBreach', {
    name: 'redlineBuilding',
    site: 'redlineForest',
    count: 3,
    hectares: [1.6, 4],
    otherKinds: ['buildWithoutApproval', 'outsideGrowthBoundary'],
  }),
  violation('basicFarmlandOccupied', {
    name: 'farmlandBuilding',
    site: 'basicFarmland',
    count: 3,
    otherKinds: ['buildWithoutApproval', 'outsideGrowthBoundary'],
  }),
  violation('exceedsApprovedExtent', {
    name: 'beyondPermit',
    site: 'townField',
    permit: 'partOfSite',
    count: 3,
    hectares: [1.3, 4.5],
  }),
  violation('startedBeforeApproval', { name: 'earlyStart', site: 'townField', permit: 'grantedLater', count: 3 }),
  violation('permitExpired', { name: 'lateStart', site: 'townField', permit: 'expired', count: 3 }),
  violation('buildWithoutApproval', { name: 'unapproved', site: 'townField', count: 4, hectares: [0.6, 6] }),
  violation('buildWithoutApproval', { name: 'opinionOnly', site: 'townField', permit: 'siteOpinionOnly', count: 1 }),
  violation('buildWithoutApproval', {
    name: 'unapprovedRural',
    site: 'villageField',
    count: 2,
    hectares: [0.5, 1.8],
    otherKinds: ['outsideGrowthBoundary'],
  }),
  violation('outsideGrowthBoundary', {
    name: 'solarField',
    site: 'ruralField',
    course: 'solar',
    toClass: 'solar',
    count: 2,
    hectares: [1.2, 4],
  }),
  plan({ name: 'permittedBuilding', verdict: 'lawful', site: 'townField', permit: 'building', count: 4 }),
  plan({
    name: 'permittedPair',
    verdict: 'lawful',
    site: 'townField',
    permit: 'adjacentPair',
    count: 1,
    hectares: [1.4, 3],
  }),
  plan({
    name: 'permittedWorks',
    verdict: 'lawful',
    site: 'townField',
    course: 'works',
    permit: 'landUse',
    toClass: 'earthworks',
    count: 2,
  }),
  plan({
    name: 'permittedRural',
    verdict: 'lawful',
    site: 'villageField',
    permit: 'rural',
    count: 2,
    hectares: [0.5, 1.2],
  }),
  plan({
    name: 'temporaryYard',
    verdict: 'exempt',
    exemption: 'temporaryLand',
    site: 'ruralField',
    course: 'works',
    permit: 'temporaryLand',
    toClass: 'earthworks',
    count: 2,
    hectares: [0.8, 2],
  }),
  plan({
    name: 'barns',
    verdict: 'exempt',
    exemption: 'agriFacility',
    site: 'ruralField',
    course: 'barns',
    permit: 'agriFacility',
    count: 2,
    hectares: [0.7, 1.6],
  }),
  plan({
    name: 'film',
    verdict: 'pseudoChange',
    site: 'ruralField',
    course: 'film',
    toClass: 'greenhouse',
    count: 2,
    hectares: [1, 3],
  }),
  plan({
    name: 'tilling',
    verdict: 'pseudoChange',
    site: 'ruralField',
    course: 'tilling',
    toClass: 'bare',
    count: 2,
    hectares: [1.2, 4],
  }),
  plan({
    name: 'cloudRemnant',
    verdict: 'pseudoChange',
    site: 'veil',
    course: 'veil',
    toClass: 'unknown',
    count: 2,
    hectares: [3, 6],
  }),
];
