import Flatbush from 'flatbush';
import type { Lineage } from '#domain/alert.js';
import { bboxOfArea, type AreaGeometry } from '#domain/geometry.js';
import { leadingKind, severityRank, type Severity } from '#domain/violation.js';
import { widened } from '#pipelines/geometry/planarWindow.js';
import { geodesicAreaM2 } from '#pipelines/kernels/geodesicArea.js';
import type {
  AlertJoin,
  AlertPlan,
  AlertPlanRequest,
  AlertUpdate,
  JudgedPatchOfRun,
  NewAlert,
  OpenAlert,
} from './alertPlan.js';
import { lineageOf, overlaps, relationOf, unitedGeometry, type Relation } from './relation.js';

/** What of an alert can change while a plan is made. */
type AlertState = Omit<AlertUpdate, 'escalatedFrom'> & { readonly id: string };

interface Meeting {
  readonly alertId: string;
  readonly relation: Relation;
}

/** Which patches raise alerts and which join; see this folder's README for the rules. */
export function planAlerts(request: AlertPlanRequest): AlertPlan {
  const known = new Set(request.openAlerts.flatMap(({ patchIds }) => patchIds));
  const patches = request.patches
    .filter(({ patch, judgement }) => !known.has(patch.id) && judgement.verdict !== 'notAssessed')
    .toSorted((a, b) => compare(a.patch.id, b.patch.id));
  const findMeetings = alertFinder(request.openAlerts);
  const settled = alertsHolding(request);
  const met = patches.map((item) => ({
    item,
    meetings: findMeetings(item).filter(({ alertId }) => isSuspect(item) || !settled.has(alertId)),
  }));
  const companions = countCompanions(met.filter(({ item }) => isSuspect(item)).map(({ meetings }) => meetings));
  const states = new Map(request.openAlerts.map(({ alert }): [string, AlertState] => [alert.id, alert]));
  const join: AlertJoin[] = [];
  const newcomers: JudgedPatchOfRun[] = [];
  for (const { item, meetings } of met) {
    if (meetings.length === 0) {
      if (isSuspect(item)) newcomers.push(item);
      continue;
    }
    for (const [index, { alertId, relation }] of meetings.entries()) {
      const lineage = meetings.length > 1 ? 'merged' : lineageOf(relation, companions.get(alertId) ?? 0);
      const takesGround = index === 0 && isSuspect(item);
      join.push({ ...joined(states, item, { alertId, lineage, takesGround }) });
    }
  }
  return raiseNewcomers(newcomers, request, join);
}

/**
 * Alerts that hold patches of this very request: their ground is what an earlier saving of the plan made it, and what did
 * not overlap them then must not join them now.
 */
function alertsHolding({ patches, openAlerts }: AlertPlanRequest): Set<string> {
  const ids = new Set(patches.map(({ patch }) => patch.id));
  const holding = openAlerts.filter(({ patchIds }) => patchIds.some((id) => ids.has(id)));
  return new Set(holding.map(({ alert }) => alert.id));
}

const isSuspect = ({ judgement }: JudgedPatchOfRun): boolean => judgement.verdict === 'suspectedViolation';
const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** Raises an alert for each patch left, largest first; one that overlaps an alert just raised joins it. */
function raiseNewcomers(
  newcomers: readonly JudgedPatchOfRun[],
  { adminCode, nextId }: AlertPlanRequest,
  joins: readonly AlertJoin[],
): AlertPlan {
  const join = [...joins];
  const raised = new Map<string, NewAlert>();
  const states = new Map<string, AlertState>();
  const byArea = newcomers.toSorted((a, b) => b.patch.areaM2 - a.patch.areaM2 || compare(a.patch.id, b.patch.id));
  const neighboursOf = boxIndex(byArea.map(({ patch }) => patch.geometry));
  byArea.forEach((item, index) => {
    const meetings = neighboursOf(item.patch.geometry, 0)
      .filter((other) => other < index && raised.has(byArea[other]!.patch.id))
      .map((other) => meetingWith(item, raised.get(byArea[other]!.patch.id)!))
      .filter(({ relation }) => overlaps(relation));
    const [host] = byStrength(meetings);
    if (host !== undefined) {
      const lineage = lineageOf(host.relation, 1);
      join.push(joined(states, item, { alertId: host.alertId, lineage, takesGround: true }));
      return;
    }
    const alert = newAlert(item, adminCode, nextId(item.patch.id));
    raised.set(item.patch.id, alert);
    states.set(alert.id, alert);
  });
  return { raise: [...raised.values()].sort((a, b) => compare(a.patchId, b.patchId)), join };
}

function newAlert({ patch, judgement }: JudgedPatchOfRun, adminCode: string, id: string): NewAlert {
  const { onsetFrom, onsetTo, geometry } = patch;
  return {
    id,
    patchId: patch.id,
    kind: judgement.leading ?? 'buildWithoutApproval',
    severity: worstSeverity(judgement.findings.map(({ severity }) => severity)),
    adminCode,
    areaM2: geodesicAreaM2(geometry),
    onsetFrom,
    onsetTo,
    permitCaseNumbers: caseNumbersOf(judgement.findings.flatMap(({ caseNumbers }) => caseNumbers)),
    explanation: judgement.explanation,
    geometry,
  };
}

/** Records a patch with an alert and, where it brings suspected ground, changes the alert's state. */
function joined(
  states: Map<string, AlertState>,
  { patch, judgement }: JudgedPatchOfRun,
  place: { alertId: string; lineage: Lineage; takesGround: boolean },
): AlertJoin {
  const { alertId, lineage, takesGround } = place;
  const state = states.get(alertId);
  if (!takesGround || state === undefined) return { alertId, patchId: patch.id, lineage, update: null };
  const kind = leadingKind([state.kind, ...(judgement.leading === null ? [] : [judgement.leading])]) ?? state.kind;
  const isEscalated = kind !== state.kind;
  const geometry = addsGround(lineage) ? unitedGeometry(state.geometry, patch.geometry) : state.geometry;
  const next = {
    kind,
    severity: worstSeverity([state.severity, ...judgement.findings.map(({ severity }) => severity)]),
    areaM2: geometry === state.geometry ? state.areaM2 : geodesicAreaM2(geometry),
    geometry,
    permitCaseNumbers: caseNumbersOf([
      ...state.permitCaseNumbers,
      ...judgement.findings.flatMap(({ caseNumbers }) => caseNumbers),
    ]),
    explanation: isEscalated ? judgement.explanation : state.explanation,
  };
  states.set(alertId, { id: alertId, ...next });
  return { alertId, patchId: patch.id, lineage, update: { ...next, escalatedFrom: isEscalated ? state.kind : null } };
}

/** A patch that lies within the alert brings nothing new but the rims of its pixels. */
const addsGround = (lineage: Lineage): boolean => lineage === 'grown' || lineage === 'merged';

function worstSeverity(severities: readonly Severity[]): Severity {
  return severities.reduce((worst, next) => (severityRank(next) > severityRank(worst) ? next : worst), 'low');
}

const caseNumbersOf = (numbers: readonly string[]): string[] => [...new Set(numbers)].sort(compare);

function meetingWith({ patch }: JudgedPatchOfRun, alert: { id: string; geometry: AreaGeometry }): Meeting {
  return { alertId: alert.id, relation: relationOf(patch, alert.geometry) };
}

function byStrength(meetings: readonly Meeting[]): Meeting[] {
  return meetings.toSorted(
    (a, b) =>
      b.relation.overlapM2 - a.relation.overlapM2 ||
      b.relation.borderM - a.relation.borderM ||
      compare(a.alertId, b.alertId),
  );
}

/** Finds the alerts that a patch joins, the one it overlaps most first; those it merely touches only where it overlaps none. */
function alertFinder(openAlerts: readonly OpenAlert[]): (item: JudgedPatchOfRun) => Meeting[] {
  const neighboursOf = boxIndex(openAlerts.map(({ alert }) => alert.geometry));
  return (item) => {
    const reachM = 2 * (1 + item.patch.registrationErrorM + item.patch.gsdM);
    const near = neighboursOf(item.patch.geometry, reachM);
    const meetings = byStrength(near.map((index) => meetingWith(item, openAlerts[index]!.alert)));
    const overlapping = meetings.filter(({ relation }) => overlaps(relation));
    if (overlapping.length > 0 || !isSuspect(item)) return overlapping;
    const touching = meetings.filter(({ relation }) => relation.borderM > 0);
    return touching.toSorted((a, b) => b.relation.borderM - a.relation.borderM).slice(0, 1);
  };
}

/** Indices of the areas whose boxes come within some metres of an area's box. */
function boxIndex(areas: readonly AreaGeometry[]): (area: AreaGeometry, reachM: number) => number[] {
  if (areas.length === 0) return () => [];
  const index = new Flatbush(areas.length);
  for (const area of areas) index.add(...bboxOfArea(area));
  index.finish();
  return (area, reachM) => index.search(...widened(bboxOfArea(area), reachM));
}

/** How many patches overlap each alert. */
function countCompanions(meetingsOfPatches: readonly (readonly Meeting[])[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { alertId, relation } of meetingsOfPatches.flat()) {
    if (overlaps(relation)) counts.set(alertId, (counts.get(alertId) ?? 0) + 1);
  }
  return counts;
}
