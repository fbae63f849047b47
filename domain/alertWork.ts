import type { AlertStatus } from './alert.js';
import { statusAfter, type AlertAct, type Determination, type RectificationMeasure } from './alertLife.js';
import { dueAfterPause, dueOnOf } from './alertTerm.js';
import { BadInputError } from './errors.js';
import type { IsoDate, IsoTime } from './time.js';
import type { Severity } from './violation.js';
import type { WorkingCalendar } from './workingDays.js';

export interface AlertOrder {
  readonly orderKind: 'stopOrder' | 'correctionOrder';
  readonly issuedOn: IsoDate;
}

/** What people made of an alert; nothing in it comes from imagery. */
export interface AlertWork {
  readonly status: AlertStatus;
  readonly acknowledgedAt: IsoTime | null;
  readonly acknowledgedBy: string | null;
  readonly assigneeId: string | null;
  /** Last day for the next step; null: nothing left to do. */
  readonly dueOn: IsoDate | null;
  /** Day since which the term stands still. */
  readonly duePausedOn: IsoDate | null;
  readonly supervisedAt: IsoTime | null;
  readonly determination: Determination | null;
  readonly determinedAt: IsoTime | null;
  readonly determinedBy: string | null;
  /** The enforcement case (立案), not a permit. */
  readonly enforcementCaseNumber: string | null;
  readonly orders: readonly AlertOrder[];
  readonly rectification: {
    readonly measure: RectificationMeasure;
    readonly permitCaseNumber: string | null;
    readonly reportedAt: IsoTime;
  } | null;
  readonly closedAt: IsoTime | null;
}

/** Who acts, and when: `today` is the office's day of `at`. */
export interface ActContext {
  readonly actorId: string;
  readonly actorName: string;
  readonly at: IsoTime;
  readonly today: IsoDate;
  readonly severity: Severity;
  readonly calendar: WorkingCalendar;
}

/**
 * The alert's work after an act. A new status brings a new term; a new act after a decision never forgets the decision
 * but `reopen`, which asks for another.
 * @throws BadInputError where the status does not allow the act, or what it carries is impossible
 */
export function workAfter(work: AlertWork, act: AlertAct, context: ActContext): AlertWork {
  const status = statusAfter(work.status, act);
  const changed = { ...work, ...changesOf(work, act, context), status };
  if (status === work.status) return changed;
  const { severity, today, at, calendar } = context;
  const dueOn = dueOnOf(status, severity, today, calendar);
  return { ...changed, dueOn, duePausedOn: null, closedAt: status === 'closed' ? at : null };
}

function changesOf(work: AlertWork, act: AlertAct, context: ActContext): Partial<AlertWork> {
  const { at, today } = context;
  switch (act.act) {
    case 'determine':
      return { determination: act.determination, determinedAt: at, determinedBy: context.actorId };
    case 'reopen':
      return { determination: null, determinedAt: null, determinedBy: null };
    case 'fileCase':
      return { enforcementCaseNumber: act.enforcementCaseNumber };
    case 'issueOrder':
      requireNotAfter(act.issuedOn, today, 'issuedOn');
      return { orders: [...work.orders, { orderKind: act.orderKind, issuedOn: act.issuedOn }] };
    case 'reportRectification':
      requireRetroactivePermit(act);
      return {
        rectification: { measure: act.measure, permitCaseNumber: act.permitCaseNumber, reportedAt: at },
      };
    case 'acknowledge':
      return work.acknowledgedAt === null ? { acknowledgedAt: at, acknowledgedBy: context.actorName } : {};
    case 'assign':
      return { assigneeId: act.assigneeId };
    case 'supervise':
      return { supervisedAt: at };
    case 'extendDue':
      return { dueOn: laterDue(work, act.dueOn) };
    case 'pauseDue':
      return { duePausedOn: work.duePausedOn ?? today };
    case 'resumeDue':
      return resumed(work, context);
    default:
      return {};
  }
}

function requireNotAfter(day: IsoDate, today: IsoDate, where: string): void {
  if (day <= today) return;
  throw new BadInputError('a day that has not come', {
    code: 'alert.futureDay',
    where,
    found: day,
    expected: `${today} or earlier`,
  });
}

function requireRetroactivePermit(act: Extract<AlertAct, { act: 'reportRectification' }>): void {
  if ((act.measure === 'retroactiveApproval') === (act.permitCaseNumber !== null)) return;
  throw new BadInputError('the permit and the measure do not fit', {
    code: 'alert.rectificationPermit',
    where: 'permitCaseNumber',
    found: String(act.permitCaseNumber),
    expected: act.measure === 'retroactiveApproval' ? 'the case number of the permit granted' : 'none',
  });
}

function laterDue({ dueOn }: AlertWork, wanted: IsoDate): IsoDate {
  if (dueOn !== null && wanted > dueOn) return wanted;
  throw new BadInputError('a term is only ever extended', {
    code: 'alert.dueNotLater',
    where: 'dueOn',
    found: wanted,
    expected: dueOn === null ? 'an alert with a term' : `a day after ${dueOn}`,
  });
}

function resumed({ dueOn, duePausedOn }: AlertWork, { today, calendar }: ActContext): Partial<AlertWork> {
  if (duePausedOn === null || dueOn === null) return { duePausedOn: null };
  return { duePausedOn: null, dueOn: dueAfterPause(dueOn, duePausedOn, today, calendar) };
}
