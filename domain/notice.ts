import type { Severity, ViolationKind } from './violation.js';
import type { IsoDate, IsoTime } from './time.js';
import { workingDaysBetween, type WorkingCalendar } from './workingDays.js';

/** What people are told of: about one alert, or (`overdueOfOffice`) about the office's queue as a whole. */
export const NOTICE_KINDS = ['assigned', 'dueSoon', 'overdue', 'supervised', 'overdueOfOffice'] as const;
export type NoticeKind = (typeof NOTICE_KINDS)[number];

/** When a kind of notice also goes out by e-mail; in the viewer it always stands. */
export const MAIL_TIMES = ['never', 'digest', 'atOnce'] as const;
export type MailTime = (typeof MAIL_TIMES)[number];

/** How one person wants to be told. */
export interface NoticeChoices {
  readonly mail: Readonly<Record<NoticeKind, MailTime>>;
  /** Whether the daily digest names the office's most serious new alerts. */
  readonly digestOfNewAlerts: boolean;
  /** Where every notice is posted at once as well; null: nowhere. */
  readonly webhookUrl: string | null;
}

export const DEFAULT_NOTICE_CHOICES: NoticeChoices = {
  mail: { assigned: 'atOnce', dueSoon: 'digest', overdue: 'digest', supervised: 'atOnce', overdueOfOffice: 'digest' },
  digestOfNewAlerts: true,
  webhookUrl: null,
};

/** What a notice says beside its kind; what does not apply is left out. */
export interface NoticeDetail {
  readonly kind?: ViolationKind;
  readonly severity?: Severity;
  readonly dueOn?: IsoDate;
  readonly overdueDays?: number;
  readonly by?: string;
  readonly note?: string;
  /** Of `overdueOfOffice`. */
  readonly count?: number;
}

/** Something that one person is told, once. */
export interface Notice {
  readonly id: string;
  readonly kind: NoticeKind;
  readonly alertId: string | null;
  readonly adminCode: string;
  readonly detail: NoticeDetail;
  readonly createdAt: IsoTime;
  readonly readAt: IsoTime | null;
}

/** Working days before the last day of a term on which its holder is reminded. */
const REMIND_BEFORE_DAYS = 1;
/** Working days after a term's end on which an alert is supervised (督办) without anybody's asking. */
export const SUPERVISE_AFTER_DAYS = 3;

/** Where a running term stands on a day: `overdueDays` are working days after its end, 0 until then. */
export interface TermState {
  readonly state: 'early' | 'dueSoon' | 'overdue';
  readonly overdueDays: number;
  readonly isToBeSupervised: boolean;
}

export function termState(dueOn: IsoDate, today: IsoDate, calendar: WorkingCalendar): TermState {
  const left = workingDaysBetween(today, dueOn, calendar);
  if (today <= dueOn) {
    return { state: left <= REMIND_BEFORE_DAYS ? 'dueSoon' : 'early', overdueDays: 0, isToBeSupervised: false };
  }
  return { state: 'overdue', overdueDays: -left, isToBeSupervised: -left >= SUPERVISE_AFTER_DAYS };
}
