import { expect, test } from '@jest/globals';
import { areaAt } from '../../../viewer/state/areaAt.js';
import { seriesOption } from '../../../viewer/series/seriesOption.js';

type Input = Parameters<typeof seriesOption>[0];
const WORDS = {
  observed: 'observed',
  history: 'history',
  fit: 'fit',
  process: 'process',
  boundary: 'boundary',
  break: 'break',
  onset: 'onset',
  historyEnd: 'end',
};
const look = (day: string, value: number | null, more: object = {}): Input['looks'][number] => ({
  time: `${day}T02:30:00.000Z`,
  sceneId: day,
  platform: null,
  value,
  seen: value === null ? 'cloud' : 'clear',
  process: null,
  boundary: null,
  ...more,
});
const SERIES: Input = {
  lon: 120,
  lat: 30,
  row: 1,
  column: 2,
  value: 'ndvi',
  looks: [
    look('2022-01-01', 0.5),
    look('2022-01-13', null),
    look('2022-02-01', 0.4, { process: 0.2, boundary: 1 }),
    look('2022-02-13', 0.1, { process: 3, boundary: 1 }),
  ],
  monitor: {
    method: 'cusum',
    version: '1.0',
    historyEnd: '2022-01-20',
    notAssessed: null,
    breaks: [
      {
        date: '2022-02-13',
        magnitude: -0.3,
        confirmed: true,
        confirmations: 3,
        firstLook: '2022-02-13',
        lastClear: '2022-02-01',
      },
      {
        date: '2022-02-01',
        magnitude: -0.1,
        confirmed: false,
        confirmations: 1,
        firstLook: '2022-02-01',
        lastClear: null,
      },
    ],
    history: { from: '2022-01-01', to: '2022-01-13', count: 1 },
    sigma: 0.01,
    curve: [{ date: '2022-01-01', value: 0.5 }],
  },
};

const partsOf = (series: Input) =>
  seriesOption(series, WORDS, 'light')['series'] as {
    name: string;
    data: unknown;
    markArea?: { data: unknown };
    markLine?: { data: { xAxis: string }[] };
  }[];

test('looks of the history and later ones are told apart, clouds are left out', () => {
  const [history, observed] = partsOf(SERIES);
  expect(history).toMatchObject({ name: 'history', data: [['2022-01-01', 0.5]] });
  expect(observed).toMatchObject({ name: 'observed', data: [['2022-02-01', 0.4], ['2022-02-13', 0.1]] }); // prettier-ignore
});

test('confirmed breaks only are marked, with the interval they began in', () => {
  const [, observed] = partsOf(SERIES);
  expect(observed?.markArea?.data).toEqual([[{ xAxis: '2022-02-01' }, { xAxis: '2022-02-13' }]]);
  expect(observed?.markLine?.data.map(({ xAxis }) => xAxis)).toEqual(['2022-02-13', '2022-01-13']);
});

test('the process stands between its boundaries, where there is one', () => {
  expect(partsOf(SERIES).slice(3)).toMatchObject([
    { name: 'process', data: [['2022-02-01', 0.2], ['2022-02-13', 3]] }, // prettier-ignore
    { name: 'boundary', data: [['2022-02-01', 1], ['2022-02-13', 1]] }, // prettier-ignore
    { name: 'boundary', data: [['2022-02-01', -1], ['2022-02-13', -1]] }, // prettier-ignore
  ]);
  const plain = SERIES.looks.map((own) => ({ ...own, process: null, boundary: null }));
  expect(partsOf({ ...SERIES, looks: plain, monitor: null })).toHaveLength(3);
});

test('of several watch areas the one whose series is watched is asked, then the smallest', () => {
  const square = (size: number, seriesMonitor: object | null) => ({
    geometry: { type: 'Polygon' as const, coordinates: [[[0, 0], [size, 0], [size, size], [0, size], [0, 0]]] }, // prettier-ignore
    seriesMonitor,
  });
  const [large, small, watched] = [square(9, null), square(2, null), square(5, {})];
  expect(areaAt([large, small, watched], { lon: 1, lat: 1 })).toBe(watched);
  expect(areaAt([large, small], { lon: 1, lat: 1 })).toBe(small);
  expect(areaAt([large, small], { lon: 3, lat: 1 })).toBe(large);
  expect(areaAt([large, small], { lon: 10, lat: 1 })).toBeNull();
});
