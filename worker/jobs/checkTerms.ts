import { BadInputError, NotFoundError } from '#domain/errors.js';
import { termState, SUPERVISE_AFTER_DAYS, type NoticeKind, type TermState } from '#domain/notice.js';
import { officeDayOf, officeHourOf, type IsoDate, type IsoTime } from '#domain/time.js';
import { addWorkingDays, isWorkingDay } from '#domain/workingDays.js';
import { actOnAlert } from '#store/alertWork.js';
import { appendAudit } from '#store/auditTrail.js';
import { loadCalendar } from '#store/calendar.js';
import { inTransaction, type Db } from '#store/database.js';
import { overdueByOffice, queueDigests, raiseNotices, runningTerms, type RunningTerm } from '#store/notices/index.js';
import { OPERATOR, actorOf } from '#store/operator.js';

/** Digests go out from this hour of the office's day on. */
const DIGEST_FROM_HOUR = 8;
const FIRST_ID = '00000000-0000-0000-0000-000000000000';

export interface TermNeeds {
  readonly db: Db;
  /** New alerts that a digest names, of one office and day. */
  readonly digestBudget: number;
}

/**
 * Looks after every running term: reminds who holds the alert before its end and when it is over, has what is overdue for three
 * working days supervised (督办), tells supervisors once a day how many are overdue, and puts down the day's digests. On days
 * that are not worked it does nothing. Again on the same day it changes nothing.
 */
export async function checkTerms({ db, digestBudget }: TermNeeds, now: IsoTime): Promise<void> {
  const today = officeDayOf(now);
  const calendar = await loadCalendar(db);
  if (!isWorkingDay(today, calendar)) return;
  const latest = addWorkingDays(today, 1, calendar);
  for (let terms = await runningTerms(db, latest, FIRST_ID); terms.length > 0;) {
    for (const term of terms) await lookAfter(db, term, termState(term.dueOn, today, calendar), now);
    terms = await runningTerms(db, latest, terms.at(-1)!.alertId);
  }
  await tellSupervisors(db, today, now);
  if (officeHourOf(now) < DIGEST_FROM_HOUR) return;
  await queueDigests(db, { at: now, day: today, budget: digestBudget });
}

async function lookAfter(db: Db, term: RunningTerm, state: TermState, now: IsoTime): Promise<void> {
  if (state.state === 'early') return;
  await remind(db, term, state, now);
  // A term that began after the last supervision is pushed again; one is never pushed twice.
  const isSupervised = term.supervisedAt !== null && officeDayOf(term.supervisedAt) > term.dueOn;
  if (state.isToBeSupervised && !isSupervised) await supervise(db, term, state, now);
}

/** One reminder per person, term and kind, and its entry in the audit trail. */
async function remind(db: Db, term: RunningTerm, { state, overdueDays }: TermState, now: IsoTime): Promise<void> {
  const { alertId, assigneeId, adminCode, kind, severity, dueOn } = term;
  if (assigneeId === null) return;
  const noticeKind = state as NoticeKind & TermState['state'];
  const notice = {
    userId: assigneeId,
    occasion: `${noticeKind}/${alertId}/${dueOn}`,
    kind: noticeKind,
    alertId,
    adminCode,
    detail: { kind, severity, dueOn, ...(state === 'overdue' && { overdueDays }) },
  };
  await inTransaction(db, async (transaction) => {
    const raised = await raiseNotices(transaction, [notice], now);
    const detail = { kind: noticeKind, dueOn, personId: assigneeId };
    const acts = raised.map(() => {
      return { ...actorOf(OPERATOR), act: 'remind', noun: 'alert', nounId: alertId, adminCode, detail };
    });
    await appendAudit(transaction, acts);
  });
}

/** What changed under our hands is looked after by the next check. */
async function supervise(db: Db, term: RunningTerm, { overdueDays }: TermState, now: IsoTime): Promise<void> {
  const note = `逾期 ${overdueDays} 个工作日，超过 ${SUPERVISE_AFTER_DAYS} 个工作日自动督办`;
  const request = { alertId: term.alertId, act: { act: 'supervise', note }, expectedRevision: term.revision } as const;
  try {
    await actOnAlert(db, OPERATOR, request, now);
  } catch (error) {
    if (!(error instanceof BadInputError || error instanceof NotFoundError)) throw error;
  }
}

async function tellSupervisors(db: Db, today: IsoDate, now: IsoTime): Promise<void> {
  const offices = await overdueByOffice(db, today);
  const notices = offices.flatMap(({ userId, adminCode, overdue: count }) => {
    if (count === 0) return [];
    const occasion = `overdueOfOffice/${today}`;
    return [{ userId, occasion, kind: 'overdueOfOffice', alertId: null, adminCode, detail: { count } } as const];
  });
  await raiseNotices(db, notices, now);
}
