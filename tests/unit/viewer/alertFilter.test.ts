import { expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { ALERT_STATUSES } from '#domain/alert.js';
import { SEVERITIES, VIOLATION_KINDS } from '#domain/violation.js';
import {
  ALERT_SORTS,
  filterFromSearch,
  filterToQuery,
  isNarrowing,
  NO_FILTER,
  searchWithFilter,
} from '../../../viewer/state/alertFilter.js';

test('a filter survives the address it is kept in', () => {
  const filters = fc.record({
    kinds: fc.subarray([...VIOLATION_KINDS]),
    severities: fc.subarray([...SEVERITIES]),
    statuses: fc.subarray([...ALERT_STATUSES]),
    caseNumber: fc.string().map((text) => text.trim()),
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
  const search = new URLSearchParams('kind=rebound,nonsense&severity=purple&sort=backwards');
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

test('defaults are not sent', () => {
  expect(filterToQuery(NO_FILTER)).toEqual({});
});
