import { readFileSync } from 'node:fs';
import type { Layer, LayerFeature, LayerKind } from '#domain/layer.js';
import type { EnforcementOrder, SettledAlert } from '#domain/order.js';
import type { Permit } from '#domain/permit.js';
import type { JudgedPatch } from '#pipelines/patches-to-findings/index.js';
import { featureOf, layerOf, patchOf, permitOf, rect } from '../../unit/rules/ground.js';

/** East, north, width, height in metres from 120° E 30° N. */
type Rectangle = readonly [number, number, number, number];
type Placed<T> = Partial<Omit<T, 'geometry'>> & { readonly rect?: Rectangle };

export interface GoldenLayer extends Partial<Pick<Layer, 'validFrom' | 'validTo'>> {
  readonly kind: LayerKind;
  readonly rect?: Rectangle;
  readonly rects?: readonly Rectangle[];
  readonly properties?: LayerFeature['properties'];
}

/** A case of a patch; what each field means when it is missing stands in this folder's README. */
export interface GoldenCase {
  readonly case: string;
  readonly patch?: Placed<JudgedPatch>;
  readonly permits?: readonly Placed<Permit>[];
  readonly layers?: readonly GoldenLayer[];
  readonly orders?: readonly Placed<EnforcementOrder>[];
  readonly alerts?: readonly Placed<SettledAlert>[];
  readonly others?: readonly Placed<JudgedPatch>[];
  readonly baseDate?: string;
  readonly finds?: readonly string[];
  readonly areaM2?: number;
  readonly severity?: string;
  readonly verdict?: string;
  readonly exemption?: string;
}

/** A case of permits, or of a zone's quota, on a day. */
export interface StandingCase {
  readonly case: string;
  readonly permits?: readonly Placed<Permit>[];
  readonly zones?: readonly (Pick<GoldenLayer, 'rect' | 'validFrom' | 'validTo'> & { readonly quotaM2?: unknown })[];
  readonly patches?: readonly Placed<JudgedPatch>[];
  readonly asOf: string;
  readonly finds?: readonly string[];
  readonly usedM2?: number;
}

export interface ExemptionFamily {
  readonly exemptions: readonly { readonly exemption: string; readonly permit: Partial<Permit> }[];
  readonly cases: readonly GoldenCase[];
}

export interface KindFamily<T> {
  readonly kind: string;
  readonly cases: readonly T[];
}

export function readCases<T>(name: string): readonly T[] {
  return JSON.parse(readFileSync(new URL(`${name}.json`, import.meta.url), 'utf8')) as T[];
}

const EVERYWHERE: Rectangle = [-500, -500, 2000, 2000];

function placedAt<T extends object>({ rect: place, ...fields }: Placed<T>): Partial<T> {
  const geometry = place === undefined ? {} : { geometry: rect(...place) };
  return { ...fields, ...geometry } as Partial<T>;
}

export const goldenPatch = (change: Placed<JudgedPatch> = {}, id = 'patch-1'): JudgedPatch =>
  patchOf({ fromClass: 'bare', id, ...placedAt<JudgedPatch>(change) });

/** Case numbers by order, but revisions of one case where a revision is given. */
export const goldenPermits = (list: readonly Placed<Permit>[] = []): Permit[] =>
  list.map((change, i) =>
    permitOf({ caseNumber: change.revision === undefined ? `P${i}` : 'P', ...placedAt<Permit>(change) }),
  );

export function goldenPlans(list: readonly GoldenLayer[] = []): { layers: Layer[]; features: LayerFeature[] } {
  const plans: { layers: Layer[]; features: LayerFeature[] } = { layers: [], features: [] };
  list.forEach(({ kind, rect: place = EVERYWHERE, rects = [place], properties = {}, ...term }, i) => {
    const layer = layerOf(kind, { id: `${kind}-${i}`, ...term });
    plans.layers.push(layer);
    rects.forEach((own, j) => plans.features.push(featureOf(layer, rect(...own), { featureId: `f${j}`, properties })));
  });
  return plans;
}

export const goldenOrders = (list: GoldenCase['orders'] = []): EnforcementOrder[] =>
  list.map((change, i) => ({
    id: `order-${i}`,
    kind: 'stopOrder',
    issuedOn: '2023-01-01',
    geometry: rect(...EVERYWHERE),
    ...placedAt<EnforcementOrder>(change),
  }));

export const goldenAlerts = (list: GoldenCase['alerts'] = []): SettledAlert[] =>
  list.map((change, i) => ({
    id: `alert-${i}`,
    closedOn: null,
    rectifiedOn: null,
    geometry: rect(...EVERYWHERE),
    ...placedAt<SettledAlert>(change),
  }));
