import { bboxOfArea, type AreaGeometry } from '#domain/geometry.js';
import type { Finding } from '#domain/finding.js';
import { isEmpty, areApart, EMPTY_REGION, type Region } from '#pipelines/geometry/planarWindow.js';
import { afterOrderSentence, reboundSentence, rectificationSentence } from './explainHistory.js';
import { findingOf } from './findingOf.js';
import { partWithin } from './overlap.js';
import { toleranceOf, type PatchGround } from './patchGround.js';
import type { Rule } from './ruleSet.js';

/** A place of the past that a change is held against. */
interface Place {
  readonly id: string;
  readonly day: string;
  readonly geometry: AreaGeometry;
}

/** All of the onset interval lies after the day of the order: a date inside the interval, its ends included, proves nothing. */
export function worksAfterStopOrder(ground: PatchGround, rule: Rule): Finding | null {
  const orders = ground.orders
    .filter(({ kind, issuedOn }) => kind === 'stopOrder' && ground.patch.onsetFrom > issuedOn)
    .map(({ id, issuedOn, geometry }) => ({ id, day: issuedOn, geometry }));
  return placesFinding(ground, rule, { places: orders, label: 'stopOrder', sentence: afterOrderSentence });
}

/** A change at an alert that was closed before it began. */
export function rebound(ground: PatchGround, rule: Rule): Finding | null {
  const alerts = ground.settledAlerts.flatMap(({ id, closedOn, geometry }) =>
    closedOn !== null && ground.patch.onsetFrom > closedOn ? [{ id, day: closedOn, geometry }] : [],
  );
  return placesFinding(ground, rule, { places: alerts, label: 'closedOut', sentence: reboundSentence });
}

/** Reported as put right, and built on after that. */
export function rectificationNotDone(ground: PatchGround, rule: Rule): Finding | null {
  const alerts = ground.settledAlerts.flatMap(({ id, closedOn, rectifiedOn, geometry }) =>
    closedOn === null && rectifiedOn !== null && ground.patch.onsetFrom > rectifiedOn
      ? [{ id, day: rectifiedOn, geometry }]
      : [],
  );
  return placesFinding(ground, rule, { places: alerts, label: 'rectified', sentence: rectificationSentence });
}

function placesFinding(
  ground: PatchGround,
  rule: Rule,
  subject: {
    readonly places: readonly Place[];
    readonly label: string;
    readonly sentence: typeof afterOrderSentence;
  },
): Finding | null {
  const { window, region, ruleSet, patch } = ground;
  const toleranceM = toleranceOf(ruleSet, rule, patch);
  const places = subject.places
    .map((place) => ({ ...place, region: regionOf(ground, place.geometry) }))
    .filter((place) => !isEmpty(window.intersection(region, place.region)))
    .sort((a, b) => (a.id < b.id ? -1 : 1));
  if (places.length === 0) return null;
  const tolerance = { metres: toleranceM, areaM2: rule.toleranceM2 };
  const part = partWithin(window, region, window.union(places.map((place) => place.region)), tolerance);
  if (part === null) return null;
  const regions = places.map((place) => ({ label: subject.label, ref: place.id, region: place.region }));
  const sentence = (areaM2: number) => subject.sentence(ground, areaM2, places);
  return findingOf(ground, rule, { part, regions, rest: 'elsewhere', toleranceM, sentence });
}

function regionOf({ window }: PatchGround, geometry: AreaGeometry): Region {
  return areApart(bboxOfArea(geometry), window.bbox) ? EMPTY_REGION : window.region(geometry);
}
