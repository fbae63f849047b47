import { describe, expect, test } from '@jest/globals';
import { watchSchedule, type WatchFacts } from '#domain/watchSchedule.js';

const FACTS: WatchFacts = {
  watchAreaId: 'area',
  monitor: { cadenceDays: 10, gapDays: 20 },
  lookDays: ['2024-01-01', '2024-01-11', '2024-02-05', '2024-02-20'],
  clearDays: ['2024-01-01', '2024-02-05'],
  watchedSince: '2023-12-01',
  lastDoneAt: null,
  lastRun: null,
};

describe('the schedule of a watch area', () => {
  test('says when the next look is due, and how long it is late', () => {
    expect(watchSchedule(FACTS, '2024-03-01')).toMatchObject({ nextDueOn: '2024-03-01', overdueDays: 0 });
    expect(watchSchedule(FACTS, '2024-03-05')).toMatchObject({ nextDueOn: '2024-03-01', overdueDays: 4 });
    const none = { ...FACTS, monitor: { cadenceDays: null, gapDays: 20 } };
    expect(watchSchedule(none, '2024-03-05')).toMatchObject({ nextDueOn: null, overdueDays: 0 });
  });

  test('finds times without a clear look, past and present; a cloudy look does not end one', () => {
    expect(watchSchedule(FACTS, '2024-02-25').gaps).toEqual([{ since: '2024-01-01', endedOn: '2024-02-05', days: 35 }]);
    expect(watchSchedule(FACTS, '2024-02-26').gaps).toEqual([
      { since: '2024-01-01', endedOn: '2024-02-05', days: 35 },
      { since: '2024-02-05', endedOn: null, days: 21 },
    ]);
  });

  test('counts from the day on which watching began where nothing was ever clear', () => {
    const blind = { ...FACTS, lookDays: [], clearDays: [] };
    expect(watchSchedule(blind, '2024-01-01')).toMatchObject({
      lastLookOn: null,
      nextDueOn: '2023-12-11',
      overdueDays: 21,
      gaps: [{ since: '2023-12-01', endedOn: null, days: 31 }],
    });
  });
});
