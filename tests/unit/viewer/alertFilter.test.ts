import { expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { FUNNEL_STAGES } from '#domain/alertFunnel.js';
import { DETERMINATION_OUTCOMES } from '#domain/alertLife.js';
import { ALERT_STATUSES } from '#domain/alert.js';
import { SEVERITIES, VIOLATION_KINDS } from '#domain/violation.js';
import {
  alertListHref,
  ALERT_SORTS,
  FILTER_SWITCHES,
  filterFromSearch,
  filterToQuery,
  isNarrowing,
  NO_FILTER,
  searchWithFilter,
  selectionOf,
} from '../../../viewer/state/alertFilter.js';

test('a filter survives the address it is kept in', () => {
  const filters = fc.record({
    kinds: fc.subarray([...VIOLATION_KINDS]),
    severities: fc.subarray([...SEVERITIES]),
    statuses: fc.subarray([...ALERT_STATUSES]),
    caseNumber: fc.string().map((text) => text.trim()),
    adminCode: fc.constantFrom('', '330100', '330106001', '330106001002'),
    minConfidencePercent: fc.integer({ min: 0, max: 100 }),
    switches: fc.subarray([...FILTER_SWITCHES]),
    raisedFrom: fc.constantFrom('', '2024-02-29'),
    raisedTo: fc.constantFrom('', '2025-12-31'),
    reached: fc.constantFrom(...FUNNEL_STAGES),
    outcomes: fc.subarray([...DETERMINATION_OUTCOMES]),
    sort: fc.constantFrom(...ALERT_SORTS),
  });
  fc.assert(
    fc.property(filters, (filter) => {
      const address = searchWithFilter(new URLSearchParams(), filter).toString();
      expect(filterFromSearch(new URLSearchParams(address))).toEqual(filter);
    }),
  );
});

test('words of an address that mean nothing are left out', () => {
  const search = new URLSearchParams(
    'kind=rebound,nonsense&severity=purple&sort=backwards&adminCode=333&confidence=-3&mine=yes',
  );
  expect(filterFromSearch(search)).toEqual({ ...NO_FILTER, kinds: ['rebound'] });
});

test('writing a filter leaves the other parameters of the address alone and removes what it no longer says', () => {
  const search = new URLSearchParams('before=a&kind=rebound&bands=falseColour');
  const next = searchWithFilter(search, { ...NO_FILTER, severities: ['high', 'critical'] });
  expect(next.toString()).toBe('before=a&bands=falseColour&severity=high%2Ccritical');
});

test('the order hides nothing, every other part of the filter does', () => {
  expect(isNarrowing({ ...NO_FILTER, sort: 'areaM2' })).toBe(false);
  expect(isNarrowing({ ...NO_FILTER, caseNumber: '建字' })).toBe(true);
  expect(isNarrowing({ ...NO_FILTER, kinds: ['rebound'] })).toBe(true);
});

test('the API is asked in its own words: a share for percent, the reader for mine, silences hidden unless asked for', () => {
  const filter = filterFromSearch(new URLSearchParams('severity=high&confidence=70&mine=true&overdue=true&sort=dueOn'));
  expect(selectionOf(filter, 'me')).toEqual({
    severity: 'high',
    minConfidence: '0.7',
    assigneeId: 'me',
    overdue: 'true',
    silenced: 'false',
  });
  expect(selectionOf({ ...NO_FILTER, switches: ['silenced'] }, 'me')).toEqual({ silenced: 'any' });
  expect(isNarrowing({ ...NO_FILTER, switches: ['silenced'] })).toBe(false);
});

test('defaults are not sent', () => {
  expect(filterToQuery(NO_FILTER)).toEqual({});
});

test('a figure of the statistics leads to the list of what it counted, silenced alerts among it', () => {
  const query = { adminCode: '330100', status: 'new,deskReview', raisedTo: '2025-08-01', minConfidence: '0.7' };
  const filter = filterFromSearch(new URL(alertListHref(query), 'http://localhost').searchParams);
  expect(selectionOf(filter, 'me')).toEqual({ ...query, silenced: 'any' });
});
