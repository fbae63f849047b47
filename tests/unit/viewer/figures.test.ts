import { expect, test } from '@jest/globals';
import { areaText, percentText } from '#domain/areaText.js';
import { extentOf, grown, WIDEST_EXTENT } from '../../../viewer/state/extent.js';
import { totalOfParts } from '../../../viewer/state/findingParts.js';
import { languageFor } from '../../../viewer/state/language.js';
import { durationText, momentText } from '../../../viewer/state/moments.js';
import { worstSeverity } from '../../../viewer/state/severityOrder.js';

test('an area reads in square metres, hectares and mu', () => {
  // 12 345 m² = 1.2345 ha = 18.5175 mu (1 mu = 2000/3 m²)
  expect(areaText(12_345, 'en')).toEqual({ m2: '12,345', hectare: '1.23', mu: '18.52' });
  expect(areaText(400, 'zh-CN')).toEqual({ m2: '400', hectare: '0.04', mu: '0.6' });
});

test('a share is never rounded to all or to nothing', () => {
  expect(percentText(0.9999, 'en')).toBe('>99%');
  expect(percentText(0.004, 'en')).toBe('<1%');
  expect(percentText(1, 'en')).toBe('100%');
  expect(percentText(0, 'en')).toBe('0%');
  expect(percentText(0.555, 'en')).toBe('56%');
});

test('the parts of a finding must add up to the patch', () => {
  const parts = [{ areaM2: 600 }, { areaM2: 400 }];
  expect(totalOfParts(parts, 1000)).toEqual({ totalM2: 1000, shares: [0.6, 0.4], isWhole: true });
  expect(totalOfParts(parts, 1003).isWhole).toBe(false);
  expect(totalOfParts(parts, 1000.9).isWhole).toBe(true);
  expect(totalOfParts([], null)).toEqual({ totalM2: 0, shares: [], isWhole: true });
});

test('the extent covers every area, and China where there is none', () => {
  const square = (west: number, south: number) => ({
    type: 'Polygon' as const,
    coordinates: [[[west, south], [west + 1, south], [west + 1, south + 1], [west, south + 1], [west, south]]], // prettier-ignore
  });
  expect(extentOf([square(120, 30), square(118, 31)])).toEqual([118, 30, 121, 32]);
  expect(extentOf([])).toBe(WIDEST_EXTENT);
});

test('a box grows by its share, and to the least size about its centre', () => {
  expect(grown([0, 0, 10, 20], 0.5, 1)).toEqual([-5, -10, 15, 30]);
  expect(grown([1, 1, 1, 1], 0.5, 4)).toEqual([-1, -1, 3, 3]);
});

test('moments are written the ISO way, durations in their two largest units', () => {
  expect(momentText('2024-03-07T05:09:41Z', 'Asia/Shanghai')).toBe('2024-03-07 13:09');
  expect(durationText('2024-01-01T00:00:00Z', '2024-01-01T00:00:42Z', 'en')).toBe('42 sec');
  expect(durationText('2024-01-01T00:00:00Z', '2024-01-01T01:05:42Z', 'en')).toBe('1 hr 5 min');
  expect(durationText('2024-01-01T00:00:00Z', '2024-01-01T00:02:05Z', 'zh-CN')).toBe('2分钟 5秒');
});

test('the language is the one chosen, else the browser’s first that is known, else Chinese', () => {
  expect(languageFor('en', ['zh-CN'])).toBe('en');
  expect(languageFor(null, ['fr', 'en-GB', 'zh'])).toBe('en');
  expect(languageFor('tlh', ['zh-TW', 'en'])).toBe('zh-CN');
  expect(languageFor(null, ['fr'])).toBe('zh-CN');
});

test('the worst of several severities stands for them', () => {
  expect(worstSeverity(['low', 'critical', 'medium'])).toBe('critical');
  expect(worstSeverity([])).toBe('low');
});
