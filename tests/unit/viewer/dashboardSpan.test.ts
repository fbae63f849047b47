import { expect, test } from '@jest/globals';
import { presetSpan, spanFromSearch, spanToQuery, trendSpan } from '../../../viewer/state/dashboardSpan.js';

const TODAY = '2026-03-01';

test('presets end with today or with the year they name; ninety days count today', () => {
  expect(presetSpan('thisYear', TODAY)).toEqual({ from: '2026-01-01', to: TODAY });
  expect(presetSpan('lastYear', TODAY)).toEqual({ from: '2025-01-01', to: '2025-12-31' });
  expect(presetSpan('last90', TODAY)).toEqual({ from: '2025-12-02', to: TODAY });
});

test('a span survives the address; an end before the beginning drops the beginning', () => {
  const span = { from: '2025-02-03', to: '2025-12-31', adminCode: '3301' } as const;
  expect(spanFromSearch(new URLSearchParams(spanToQuery(span, TODAY)), TODAY)).toEqual(span);
  expect(spanFromSearch(new URLSearchParams('from=2026-01-01&to=2025-01-01&adminCode=x'), TODAY)).toEqual({
    from: '',
    to: '2025-01-01',
    adminCode: '',
  });
});

test('the trend shows twelve calendar months, the last of them begun', () => {
  expect(trendSpan('2026-03-01')).toEqual({ from: '2025-04-01', to: '2026-03-01' });
  expect(trendSpan('2026-12-31')).toEqual({ from: '2026-01-01', to: '2026-12-31' });
});
