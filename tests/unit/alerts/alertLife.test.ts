import { describe, expect, test } from '@jest/globals';
import { ALERT_STATUSES, type AlertStatus } from '#domain/alert.js';
import { ALERT_ACT_NAMES, ALERT_LIFE, legalActs, statusAfter, type AlertAct } from '#domain/alertLife.js';
import { workAfter, type AlertWork } from '#domain/alertWork.js';
import { flagStatusOf } from '#domain/flag.js';
import { PLAIN_CALENDAR } from '#domain/workingDays.js';

const determine = (outcome: 'violation' | 'lawful' | 'pseudoChange' | 'unclear', reason: string | null): AlertAct =>
  ({ act: 'determine', determination: { outcome, reason, note: null } }) as AlertAct;

const WORK: AlertWork = {
  status: 'new',
  acknowledgedAt: null,
  acknowledgedBy: null,
  assigneeId: null,
  dueOn: '2026-03-05',
  duePausedOn: null,
  supervisedAt: null,
  determination: null,
  determinedAt: null,
  determinedBy: null,
  enforcementCaseNumber: null,
  orders: [],
  rectification: null,
  closedAt: null,
};
// 2026-03-02 is a Monday.
const CONTEXT = {
  actorId: 'u1',
  actorName: '李明',
  at: '2026-03-02T02:00:00.000Z',
  today: '2026-03-02',
  severity: 'high',
  calendar: PLAIN_CALENDAR,
} as const;

describe('the life of an alert', () => {
  test('goes from new to closed by the steps of the domain page', () => {
    const steps: readonly [AlertAct, AlertStatus][] = [
      [{ act: 'beginDeskReview' }, 'deskReview'],
      [{ act: 'requestFieldVerification', note: null }, 'fieldVerification'],
      [determine('violation', null), 'determined'],
      [{ act: 'fileCase', enforcementCaseNumber: '余自然资立〔2026〕7号' }, 'caseFiled'],
      [{ act: 'issueOrder', orderKind: 'stopOrder', issuedOn: '2026-03-02' }, 'ordered'],
      [
        { act: 'reportRectification', measure: 'demolishAndReclaim', permitCaseNumber: null, note: null },
        'rectification',
      ],
      [{ act: 'requestCloseOut', note: null }, 'closeOut'],
      [{ act: 'close', note: null }, 'closed'],
      [{ act: 'reopen', note: '复核发现问题' }, 'deskReview'],
    ];
    let status: AlertStatus = 'new';
    for (const [act, next] of steps) {
      status = statusAfter(status, act);
      expect(status).toBe(next);
    }
  });

  test('ends at once where there is no violation, and looks again where it is unclear', () => {
    expect(statusAfter('new', determine('pseudoChange', 'harvest'))).toBe('closed');
    expect(statusAfter('deskReview', determine('lawful', 'temporaryLand'))).toBe('closed');
    expect(statusAfter('new', determine('unclear', null))).toBe('fieldVerification');
  });

  test.each(ALERT_STATUSES.flatMap((status) => ALERT_ACT_NAMES.map((act) => [status, act] as const)))(
    '%s: %s is allowed by the table or refused with the legal acts named',
    (status, name) => {
      const act = name === 'determine' ? determine('violation', null) : ({ act: name } as AlertAct);
      if (ALERT_LIFE[name].from.includes(status)) expect(ALERT_STATUSES).toContain(statusAfter(status, act));
      else expect(() => statusAfter(status, act)).toThrow(legalActs(status).join(', '));
    },
  );

  test('every status but closed leads on, and every status can be reached', () => {
    const reached = new Set<AlertStatus>(['new']);
    for (const { to } of Object.values(ALERT_LIFE)) if (to !== 'same' && to !== 'byOutcome') reached.add(to);
    for (const outcome of ['violation', 'pseudoChange'] as const) {
      reached.add(statusAfter('new', determine(outcome, outcome === 'violation' ? null : 'flood')));
    }
    expect(reached).toEqual(new Set(ALERT_STATUSES));
  });

  test.each([
    ['a violation has no reason', determine('violation', 'harvest')],
    ['a pseudo-change needs one', determine('pseudoChange', null)],
    ['a pseudo-change is no exemption', determine('lawful', 'pseudoChange')],
    ['harvest makes nothing lawful', determine('lawful', 'harvest')],
    ['other needs words', determine('pseudoChange', 'other')],
  ])('%s', (_, act) => {
    expect(() => statusAfter('new', act)).toThrow(/determination\.(reason|note)/);
  });
});

describe('work on an alert', () => {
  test('a new status brings a new term in working days, over the weekend', () => {
    // Five working days after Monday 2 March: Monday 9 March.
    expect(workAfter(WORK, { act: 'requestFieldVerification', note: null }, CONTEXT).dueOn).toBe('2026-03-09');
    // Three working days after Friday 6 March: Wednesday 11 March.
    const friday = { ...CONTEXT, today: '2026-03-06' };
    expect(workAfter(WORK, determine('violation', null), friday).dueOn).toBe('2026-03-11');
  });

  test('closing ends the term and reopening forgets the decision', () => {
    const closed = workAfter(WORK, determine('pseudoChange', 'flood'), CONTEXT);
    expect(closed).toMatchObject({ status: 'closed', dueOn: null, closedAt: CONTEXT.at, determinedBy: 'u1' });
    const again = workAfter(closed, { act: 'reopen', note: 'x' }, CONTEXT);
    expect(again).toMatchObject({ status: 'deskReview', determination: null, closedAt: null, dueOn: '2026-03-05' });
  });

  test('a paused term ends later by the working days it stood still', () => {
    const paused = workAfter(WORK, { act: 'pauseDue', note: 'x' }, CONTEXT);
    expect(paused.duePausedOn).toBe('2026-03-02');
    // Monday 2 to Monday 9 March: 5 working days; Thursday 5 March + 5 = Thursday 12 March.
    const resumed = workAfter(paused, { act: 'resumeDue' }, { ...CONTEXT, today: '2026-03-09' });
    expect(resumed).toMatchObject({ duePausedOn: null, dueOn: '2026-03-12' });
  });

  test('a term is extended, never shortened; an order is not of tomorrow; a permit goes with retroactive approval', () => {
    const extend = (dueOn: string): AlertAct => ({ act: 'extendDue', dueOn, note: 'x' });
    expect(workAfter(WORK, extend('2026-03-06'), CONTEXT).dueOn).toBe('2026-03-06');
    expect(() => workAfter(WORK, extend('2026-03-05'), CONTEXT)).toThrow('after 2026-03-05');
    const filed = { ...WORK, status: 'caseFiled' } as const;
    const order = { act: 'issueOrder', orderKind: 'stopOrder', issuedOn: '2026-03-03' } as const;
    expect(() => workAfter(filed, order, CONTEXT)).toThrow('issuedOn');
    const report = { act: 'reportRectification', measure: 'retroactiveApproval', note: null } as const;
    expect(() => workAfter(filed, { ...report, permitCaseNumber: null }, CONTEXT)).toThrow('permitCaseNumber');
    expect(workAfter(filed, { ...report, permitCaseNumber: '建字1' }, CONTEXT).rectification?.permitCaseNumber).toBe(
      '建字1',
    );
  });
});

test('flags follow what was determined', () => {
  expect(flagStatusOf('new', null)).toBe('open');
  expect(flagStatusOf('fieldVerification', 'unclear')).toBe('open');
  expect(flagStatusOf('determined', 'violation')).toBe('confirmed');
  expect(flagStatusOf('closeOut', 'violation')).toBe('confirmed');
  expect(flagStatusOf('closed', 'violation')).toBe('cleared');
  expect(flagStatusOf('closed', 'lawful')).toBe('withdrawn');
  expect(flagStatusOf('closed', 'pseudoChange')).toBe('withdrawn');
});
