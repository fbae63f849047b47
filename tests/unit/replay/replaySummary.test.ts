import { expect, test } from '@jest/globals';
import { REPLAY_CHANGES, type ReplayOutcome } from '#domain/replay.js';
import { replaySummary } from '#domain/replaySummary.js';

function figures(change: Partial<ReplayOutcome>): Omit<ReplayOutcome, 'summary'> {
  return {
    patches: 40,
    identical: 25,
    changes: Object.fromEntries(REPLAY_CHANGES.map((name) => [name, 0])) as ReplayOutcome['changes'],
    alertsDropped: 0,
    alertsAdded: 0,
    knownAt: '2024-06-01T00:00:00.000Z',
    isExact: true,
    ruleSetBefore: { id: 'default', version: '1', hash: '0' },
    ...change,
  };
}

const TOLERANCE = { path: '/rules/buildWithoutApproval/toleranceM2', before: 100, after: 500 };
const SEVERITY = { path: '/rules/buildWithoutApproval/severity', before: 'high', after: 'low' };
const DROPPED = { alertsDropped: 12, alertsAdded: 3 };

test.each([
  [DROPPED, [TOLERANCE], 'then', 'This change of tolerance would have dropped 12 alerts and added 3.'],
  [DROPPED, [TOLERANCE, SEVERITY], 'then', 'This change of rules would have dropped 12 alerts and added 3.'],
  [{ alertsDropped: 1 }, [], 'now', 'What is known now would have dropped 1 alert and added 0.'],
  [
    DROPPED,
    [TOLERANCE],
    'now',
    'This change of tolerance, with what is known now, would have dropped 12 alerts and added 3.',
  ],
  [
    { identical: 40 },
    [],
    'then',
    'The same rules would have changed nothing: the judgements of all 40 patches are the same.',
  ],
  [
    {},
    [SEVERITY],
    'then',
    'This change of rules would have dropped and added no alert; 15 of 40 patches are judged otherwise.',
  ],
  [{ patches: 0, identical: 0 }, [], 'then', 'The run has no patches: there is nothing to judge.'],
] as const)('%j by %j as known %s: %s', (change, changes, asKnown, sentence) => {
  const { zh, en } = replaySummary(figures(change), changes, asKnown);
  expect(en).toBe(sentence);
  expect(zh).toMatch(/\p{Script=Han}/u);
});

test('the sentence in Chinese', () => {
  expect(replaySummary(figures(DROPPED), [TOLERANCE], 'then').zh).toBe('调整容差后会少12条线索、多3条。');
  expect(replaySummary(figures({ identical: 40 }), [], 'then').zh).toBe(
    '以相同的规则重判，线索不变：40个图斑的判定完全相同。',
  );
});
