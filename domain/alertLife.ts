import { ALERT_STATUSES, OPEN_STATUSES, type AlertStatus } from './alert.js';
import { BadInputError } from './errors.js';
import type { Right } from './people.js';
import type { IsoDate } from './time.js';
import { EXEMPTION_REASONS, type ExemptionReason } from './violation.js';

/** What a person decided an alert to be. The machine's suspicion (`kind`, `severity`) stays beside it, unchanged. */
export const DETERMINATION_OUTCOMES = ['violation', 'lawful', 'pseudoChange', 'unclear'] as const;
export type DeterminationOutcome = (typeof DETERMINATION_OUTCOMES)[number];

/** Fixed reasons why nothing was built: they are counted by rule, detector, class and season. */
export const PSEUDO_CHANGE_REASONS = [
  'harvest',
  'cropChange',
  'season',
  'flood',
  'greenhouseFilm',
  'fire',
  'cloudRemnant',
  'shadow',
  'haze',
  'misregistration',
  'temporaryObject',
  'unchangedOnSite',
  'other',
] as const;
export type PseudoChangeReason = (typeof PSEUDO_CHANGE_REASONS)[number];

export const RECTIFICATION_MEASURES = ['demolishAndReclaim', 'retroactiveApproval', 'otherRectification'] as const;
export type RectificationMeasure = (typeof RECTIFICATION_MEASURES)[number];

/** `reason` is an exemption (lawful) or a pseudo-change reason; null for the other outcomes. */
export interface Determination {
  readonly outcome: DeterminationOutcome;
  readonly reason: ExemptionReason | PseudoChangeReason | null;
  readonly note: string | null;
}

/** Something that a person does with one alert. */
export type AlertAct =
  | { readonly act: 'beginDeskReview' }
  | { readonly act: 'requestFieldVerification'; readonly note: string | null }
  | { readonly act: 'determine'; readonly determination: Determination }
  | { readonly act: 'fileCase'; readonly enforcementCaseNumber: string }
  | { readonly act: 'issueOrder'; readonly orderKind: 'stopOrder' | 'correctionOrder'; readonly issuedOn: IsoDate }
  | {
      readonly act: 'reportRectification';
      readonly measure: RectificationMeasure;
      /** The permit that was granted afterwards, where that is the measure. */
      readonly permitCaseNumber: string | null;
      readonly note: string | null;
    }
  | { readonly act: 'requestCloseOut'; readonly note: string | null }
  | { readonly act: 'returnCloseOut'; readonly note: string }
  | { readonly act: 'close'; readonly note: string | null }
  | { readonly act: 'reopen'; readonly note: string }
  | { readonly act: 'acknowledge' }
  | { readonly act: 'assign'; readonly assigneeId: string | null }
  | { readonly act: 'comment'; readonly note: string }
  | { readonly act: 'supervise'; readonly note: string }
  | { readonly act: 'extendDue'; readonly dueOn: IsoDate; readonly note: string }
  | { readonly act: 'pauseDue'; readonly note: string }
  | { readonly act: 'resumeDue' };
export type AlertActName = AlertAct['act'];

const UNDETERMINED: readonly AlertStatus[] = ['new', 'deskReview', 'fieldVerification'];

/** Where an act may be made, where it leads (`same`: nowhere, `byOutcome`: as the determination says), and who may. */
export interface ActRule {
  readonly from: readonly AlertStatus[];
  readonly to: AlertStatus | 'same' | 'byOutcome';
  readonly right: Right;
}

/** The one table of an alert's life. */
export const ALERT_LIFE: Readonly<Record<AlertActName, ActRule>> = {
  beginDeskReview: { from: ['new'], to: 'deskReview', right: 'triageAlerts' },
  requestFieldVerification: { from: ['new', 'deskReview'], to: 'fieldVerification', right: 'triageAlerts' },
  determine: { from: UNDETERMINED, to: 'byOutcome', right: 'triageAlerts' },
  fileCase: { from: ['determined'], to: 'caseFiled', right: 'triageAlerts' },
  issueOrder: { from: ['caseFiled', 'ordered'], to: 'ordered', right: 'triageAlerts' },
  reportRectification: { from: ['caseFiled', 'ordered'], to: 'rectification', right: 'triageAlerts' },
  requestCloseOut: { from: ['rectification'], to: 'closeOut', right: 'triageAlerts' },
  returnCloseOut: { from: ['closeOut'], to: 'rectification', right: 'reviewAlerts' },
  close: { from: ['closeOut'], to: 'closed', right: 'reviewAlerts' },
  reopen: { from: ['closed'], to: 'deskReview', right: 'reviewAlerts' },
  acknowledge: { from: OPEN_STATUSES, to: 'same', right: 'triageAlerts' },
  assign: { from: OPEN_STATUSES, to: 'same', right: 'triageAlerts' },
  comment: { from: ALERT_STATUSES, to: 'same', right: 'triageAlerts' },
  supervise: { from: OPEN_STATUSES, to: 'same', right: 'reviewAlerts' },
  extendDue: { from: OPEN_STATUSES, to: 'same', right: 'reviewAlerts' },
  pauseDue: { from: OPEN_STATUSES, to: 'same', right: 'reviewAlerts' },
  resumeDue: { from: OPEN_STATUSES, to: 'same', right: 'reviewAlerts' },
};
export const ALERT_ACT_NAMES = Object.keys(ALERT_LIFE) as readonly AlertActName[];

/** What a violation found goes on to; what turns out to be none is finished; what stays unclear is looked at on site. */
const STATUS_BY_OUTCOME: Readonly<Record<DeterminationOutcome, AlertStatus>> = {
  violation: 'determined',
  lawful: 'closed',
  pseudoChange: 'closed',
  unclear: 'fieldVerification',
};

/** The acts that may be made in a status, in the order of the table. */
export function legalActs(status: AlertStatus): readonly AlertActName[] {
  return ALERT_ACT_NAMES.filter((act) => ALERT_LIFE[act].from.includes(status));
}

/**
 * The status after an act.
 * @throws BadInputError naming the legal acts where this one is not, or the reason that does not fit the outcome
 */
export function statusAfter(status: AlertStatus, act: AlertAct): AlertStatus {
  const rule = ALERT_LIFE[act.act];
  if (!rule.from.includes(status)) {
    throw new BadInputError(`an alert with status ${status} does not allow this`, {
      code: 'alert.illegalAct',
      where: 'act',
      found: act.act,
      expected: `one of ${legalActs(status).join(', ')}`,
    });
  }
  if (act.act === 'determine') {
    requireReason(act.determination);
    return STATUS_BY_OUTCOME[act.determination.outcome];
  }
  return rule.to === 'same' || rule.to === 'byOutcome' ? status : rule.to;
}

/** Reasons that go with an outcome; empty: none is given. */
export function reasonsOf(outcome: DeterminationOutcome): readonly string[] {
  if (outcome === 'lawful') return LAWFUL_REASONS;
  return outcome === 'pseudoChange' ? PSEUDO_CHANGE_REASONS : [];
}

/** A pseudo-change is an outcome of its own, so it is no reason for being lawful. */
const LAWFUL_REASONS = EXEMPTION_REASONS.filter((reason) => reason !== 'pseudoChange' && reason !== 'unchangedOnSite');

function requireReason({ outcome, reason, note }: Determination): void {
  const reasons = reasonsOf(outcome);
  if (reasons.length === 0 ? reason !== null : reason === null || !reasons.includes(reason)) {
    throw new BadInputError(`the reason does not fit the outcome ${outcome}`, {
      code: 'alert.reason',
      where: 'determination.reason',
      found: String(reason),
      expected: reasons.length === 0 ? 'no reason' : `one of ${reasons.join(', ')}`,
    });
  }
  if (reason !== 'other' || (note !== null && note.trim() !== '')) return;
  throw new BadInputError('the reason "other" needs words', {
    code: 'alert.reasonWithoutNote',
    where: 'determination.note',
    found: 'nothing',
    expected: 'a note',
  });
}
