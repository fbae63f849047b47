import type { AuditEntry } from '#domain/audit.js';
import { lastValidDay } from '#domain/permit.js';
import { officeDayOf, type IsoDate } from '#domain/time.js';
import type { BundleSources } from '../bundleSources.js';
import { officeMoment } from './moments.js';
import type { Sheet } from './sheet.js';
import { filled, wordOf } from './words.js';

type Happening = readonly [day: IsoDate, event: string, basis: string];

/** What happened on the ground and on paper, by day. */
export function writeTimeline(sheet: Sheet, sources: BundleSources): void {
  const { words } = sheet;
  const happenings = [...happeningsOf(sheet, sources)].toSorted(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
  sheet.heading(words.timeline);
  const columns = [
    { title: words.date, share: 0.14 },
    { title: words.event, share: 0.56 },
    { title: words.basis, share: 0.3 },
  ];
  sheet.table(columns, happenings);
}

function* happeningsOf(sheet: Sheet, sources: BundleSources): Generator<Happening> {
  const { words } = sheet;
  const { alert, inputs, before, after } = sources;
  for (const scene of [before, after]) {
    if (scene === null) continue;
    const event = filled(words.sceneTaken, { title: scene.title });
    yield [officeDayOf(scene.acquiredAt), event, wordOf(words.terms.sensor, scene.sensor)];
  }
  for (const { patch, lineage } of inputs) {
    const event = filled(words.patchSeen, { lineage: wordOf(words.terms.lineage, lineage) });
    yield [patch.onsetTo, event, patch.detector];
  }
  const permits = new Map(inputs.flatMap((input) => input.permits).map((permit) => [permit.caseNumber, permit]));
  for (const permit of permits.values()) {
    const of = { kind: wordOf(words.terms.permitKind, permit.kind), number: permit.caseNumber };
    const basis = filled(words.revision, { revision: permit.revision });
    yield [permit.grantedOn, filled(words.permitGranted, of), basis];
    const last = lastValidDay(permit);
    if (last !== null) yield [last, filled(words.permitEnded, of), basis];
  }
  for (const { orderKind, issuedOn } of alert.orders) {
    yield [issuedOn, filled(words.orderIssued, { kind: words.order[orderKind] }), alert.enforcementCaseNumber ?? ''];
  }
  for (const { item } of sources.evidence) {
    const takenAt = item.photo?.takenAt ?? null;
    if (takenAt === null || item.withdrawnAt !== null) continue;
    yield [officeDayOf(takenAt.at), filled(words.photoTaken, { name: item.fileName }), item.submittedBy];
  }
}

/** Every act, by whom and when, with the check digits of its entry in the audit trail. */
export function writeTrail(sheet: Sheet, { audit }: BundleSources): void {
  const { words } = sheet;
  sheet.heading(words.trail);
  sheet.paragraph(words.trailNote, { size: 8, colour: '#4a5b65' });
  const columns = [
    { title: words.time, share: 0.17 },
    { title: words.who, share: 0.15 },
    { title: words.act, share: 0.17 },
    { title: words.detail, share: 0.35 },
    { title: words.hash, share: 0.16 },
  ];
  const rows = audit.map((entry) => [
    officeMoment(entry.at),
    entry.actorId === null ? words.machine : entry.actor,
    wordOf(words.terms.historyAct, entry.act),
    detailText(sheet, entry),
    `#${entry.sequence} ${entry.hash.slice(0, 12)}`,
  ]);
  sheet.table(columns, rows);
}

/** What people need to know of an act; ids and states stand in `audit-trail.json`. */
function detailText({ words }: Sheet, { detail }: AuditEntry): string {
  const { terms } = words;
  const text = (name: string): string | null => (typeof detail[name] === 'string' ? detail[name] : null);
  const named = (name: string, of: Readonly<Record<string, string>>): string | null => {
    const value = text(name);
    return value === null ? null : wordOf(of, value);
  };
  const determination = (detail['determination'] ?? {}) as Record<string, unknown>;
  const { outcome, reason, note } = determination;
  const reasons = { ...terms.exemption, ...terms.pseudoChangeReason };
  return [
    typeof outcome === 'string' ? wordOf(words.outcome, outcome) : null,
    typeof reason === 'string' ? wordOf(reasons, reason) : null,
    typeof note === 'string' ? note : null,
    named('lineage', terms.lineage),
    named('kind', terms.violation),
    named('orderKind', words.order),
    named('measure', words.measure),
    text('issuedOn'),
    text('dueOn'),
    text('enforcementCaseNumber'),
    text('permitCaseNumber'),
    text('fileName'),
    text('note'),
  ]
    .filter((part) => part !== null && part !== '')
    .join('; ');
}
