import { featureCollection, feature as turfFeature, intersect } from '@turf/turf';
import { bboxOfArea, type AreaGeometry } from '#domain/geometry.js';
import { geodesicAreaM2 } from '#pipelines/kernels/geodesicArea.js';

/** An event of truth.geojson, as far as scoring needs it. */
export interface TruthEvent {
  readonly id: string;
  readonly verdict: 'violation' | 'lawful' | 'exempt' | 'pseudoChange';
  readonly kind: string | null;
  /** Day from which an alert can be about it. */
  readonly visibleFrom: string;
  readonly geometry: AreaGeometry;
}

/** An alert, as far as scoring needs it. */
export interface ScoredAlert {
  readonly id: string;
  readonly kind: string;
  /** Day on which it was raised; null where unknown: then it matches at any time. */
  readonly raisedOn: string | null;
  readonly geometry: AreaGeometry;
}

export interface KindScore {
  readonly events: number;
  /** Events of the kind that an alert of the same kind matches. */
  readonly found: number;
  readonly recall: number | null;
  readonly alerts: number;
  /** Alerts of the kind that match an event of the same kind. */
  readonly right: number;
  readonly precision: number | null;
}

export interface FalseAlert {
  readonly alertId: string;
  readonly kind: string;
  /** What it lies on: the verdict of the event, or `none`. */
  readonly on: 'lawful' | 'exempt' | 'pseudoChange' | 'none';
  readonly eventId: string | null;
}

export interface MissedEvent {
  readonly eventId: string;
  readonly kind: string | null;
  /** Kinds of the alerts that match it all the same. */
  readonly alertKinds: readonly string[];
}

/** Shares are 0–1, null where there is nothing to divide by. */
export interface Evaluation {
  readonly formatVersion: 1;
  readonly minimumOverlap: number;
  /** Planted violations that an alert of the right kind matches. */
  readonly recall: number | null;
  /** Planted violations that an alert of whatever kind matches. */
  readonly recallAnyKind: number | null;
  /** Alerts that match a planted violation, of whatever kind. */
  readonly precision: number | null;
  readonly violations: number;
  readonly found: number;
  readonly foundAnyKind: number;
  readonly alerts: number;
  readonly trueAlerts: number;
  readonly byKind: Readonly<Record<string, KindScore>>;
  readonly missed: readonly MissedEvent[];
  readonly falseAlerts: readonly FalseAlert[];
}

/** An alert matches an event when they share this much of the smaller of the two. */
export const MINIMUM_OVERLAP = 0.1;

const share = (part: number, whole: number): number | null => (whole === 0 ? null : part / whole);

/** Shared area as a share of the smaller area, 0–1. Areas are geodesic. */
export function overlapOfSmaller(a: AreaGeometry, b: AreaGeometry): number {
  const [westA, southA, eastA, northA] = bboxOfArea(a);
  const [westB, southB, eastB, northB] = bboxOfArea(b);
  if (westA > eastB || westB > eastA || southA > northB || southB > northA) return 0;
  const common = intersect(featureCollection([turfFeature(a), turfFeature(b)]));
  if (common === null) return 0;
  const smaller = Math.min(geodesicAreaM2(a), geodesicAreaM2(b));
  return smaller === 0 ? 0 : geodesicAreaM2(common.geometry) / smaller;
}

const isInTime = (event: TruthEvent, alert: ScoredAlert): boolean =>
  alert.raisedOn === null || alert.raisedOn >= event.visibleFrom;

/**
 * Recall and precision of alerts against planted truth. An alert that matches several events counts for each of them; it
 * is false only where it matches no violation. Raised before the event could be seen, it does not match.
 */
export function evaluateAlerts(truth: readonly TruthEvent[], alerts: readonly ScoredAlert[]): Evaluation {
  const matches = alerts.map((alert) =>
    truth.filter(
      (event) => isInTime(event, alert) && overlapOfSmaller(event.geometry, alert.geometry) >= MINIMUM_OVERLAP,
    ),
  );
  const violations = truth.filter((event) => event.verdict === 'violation');
  const kindsAt = new Map(violations.map((event) => [event.id, [] as string[]]));
  matches.forEach((events, index) => {
    for (const event of events) kindsAt.get(event.id)?.push(alerts[index]!.kind);
  });
  const isFound = (event: TruthEvent): boolean => kindsAt.get(event.id)!.some((kind) => kind === event.kind);
  const found = violations.filter(isFound);
  const foundAnyKind = violations.filter((event) => kindsAt.get(event.id)!.length > 0);
  const isTrue = matches.map((events) => events.some((event) => event.verdict === 'violation'));
  const trueAlerts = isTrue.filter(Boolean).length;
  const scoreOf = (kind: string): KindScore => {
    const events = violations.filter((event) => event.kind === kind);
    const own = alerts.flatMap((alert, index) => (alert.kind === kind ? [matches[index]!] : []));
    const right = own.filter((matched) =>
      matched.some((event) => event.verdict === 'violation' && event.kind === kind),
    ).length;
    const ownFound = events.filter(isFound).length;
    return {
      events: events.length,
      found: ownFound,
      recall: share(ownFound, events.length),
      alerts: own.length,
      right,
      precision: share(right, own.length),
    };
  };
  const kinds = [
    ...new Set([...violations.map((event) => event.kind ?? 'unknown'), ...alerts.map((alert) => alert.kind)]),
  ];
  return {
    formatVersion: 1,
    minimumOverlap: MINIMUM_OVERLAP,
    recall: share(found.length, violations.length),
    recallAnyKind: share(foundAnyKind.length, violations.length),
    precision: share(trueAlerts, alerts.length),
    violations: violations.length,
    found: found.length,
    foundAnyKind: foundAnyKind.length,
    alerts: alerts.length,
    trueAlerts,
    byKind: Object.fromEntries(kinds.toSorted().map((kind) => [kind, scoreOf(kind)])),
    missed: violations
      .filter((event) => !isFound(event))
      .map((event) => ({ eventId: event.id, kind: event.kind, alertKinds: kindsAt.get(event.id)! })),
    falseAlerts: alerts.flatMap((alert, index): FalseAlert[] => {
      if (isTrue[index]) return [];
      const [event] = matches[index]!;
      return [
        {
          alertId: alert.id,
          kind: alert.kind,
          on: event === undefined ? 'none' : (event.verdict as FalseAlert['on']),
          eventId: event?.id ?? null,
        },
      ];
    }),
  };
}
