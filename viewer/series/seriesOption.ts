import type { EChartsCoreOption } from 'echarts/core';
import { dayOf } from '#domain/time.js';
import type { PixelSeries } from '../api/model.js';

/** What the chart says in words, in the language in use. */
export interface ChartWords {
  readonly observed: string;
  readonly history: string;
  readonly fit: string;
  readonly process: string;
  readonly boundary: string;
  readonly break: string;
  readonly onset: string;
  readonly historyEnd: string;
}

/** Told apart by shape and stroke too, not by colour alone. */
const COLOURS = {
  observed: '#1a5f7a',
  history: '#7d8f99',
  fit: '#a57c00',
  break: '#b3261e',
  onset: 'rgba(179, 38, 30, 0.14)',
  process: '#43308a',
  boundary: '#6b5000',
} as const;

type Point = readonly [time: string, value: number | null];

/**
 * A pixel's series as a chart: the looks over the fit of the history with the onset intervals of its breaks, and below, where
 * the monitor follows a process, that process between its boundaries.
 */
export function seriesOption(series: PixelSeries, words: ChartWords): EChartsCoreOption {
  const { looks, monitor } = series;
  const clear = looks.filter(({ value }) => value !== null);
  const historyTo = monitor?.history?.to ?? monitor?.historyEnd ?? '';
  const pointsOf = (isHistory: boolean): Point[] =>
    clear
      .filter(({ time }) => dayOf(time) <= historyTo === isHistory)
      .map(({ time, value }): Point => [dayOf(time), value]);
  const steps = looks.filter(({ process }) => process !== null);
  const hasProcess = steps.length > 0;
  const [first, last] = [looks.at(0), looks.at(-1)];
  const range = { min: first && dayOf(first.time), max: last && dayOf(last.time) };
  const scatter = (name: string, data: Point[], more: object): object => ({ name, type: 'scatter', data, ...more });
  const line = (name: string, data: readonly Point[], colour: string, more: object): object => ({
    name,
    type: 'line',
    data,
    showSymbol: false,
    lineStyle: { width: 1.6, color: colour },
    itemStyle: { color: colour },
    ...more,
  });
  return {
    animation: false,
    aria: { enabled: true },
    legend: { type: 'scroll', top: 0, textStyle: { color: '#1c2b33' } },
    tooltip: { trigger: 'axis', axisPointer: { type: 'line' } },
    axisPointer: { link: [{ xAxisIndex: 'all' }] },
    grid: hasProcess
      ? [
          { top: 34, height: '52%', left: 56, right: 18 },
          { bottom: 28, height: '20%', left: 56, right: 18 },
        ]
      : [{ top: 34, bottom: 28, left: 56, right: 18 }],
    xAxis: hasProcess
      ? [
          { type: 'time', ...range, axisLabel: { show: false } },
          { type: 'time', ...range, gridIndex: 1 },
        ]
      : [{ type: 'time', ...range }],
    yAxis: [
      { type: 'value', scale: true, name: series.value, nameTextStyle: { align: 'right' } },
      ...(hasProcess ? [{ type: 'value', gridIndex: 1, splitNumber: 2, scale: true }] : []),
    ],
    series: [
      scatter(words.history, pointsOf(true), {
        symbol: 'emptyCircle',
        symbolSize: 6,
        itemStyle: { color: COLOURS.history },
      }),
      scatter(words.observed, pointsOf(false), {
        symbol: 'diamond',
        symbolSize: 8,
        itemStyle: { color: COLOURS.observed },
        ...marksOf(series, words),
      }),
      line(
        words.fit,
        (monitor?.curve ?? []).map(({ date, value }): Point => [date, value]),
        COLOURS.fit,
        { lineStyle: { width: 1.6, type: 'dashed', color: COLOURS.fit } },
      ),
      ...(hasProcess ? processLines(steps, line, words) : []),
    ],
  };
}

/** Onset intervals as bands, confirmed breaks and the end of the history as lines. */
function marksOf({ monitor }: PixelSeries, words: ChartWords): object {
  if (monitor === null) return {};
  const breaks = monitor.breaks.filter(({ confirmed }) => confirmed);
  const end = monitor.history?.to ?? monitor.historyEnd;
  return {
    markArea: {
      silent: true,
      itemStyle: { color: COLOURS.onset },
      data: breaks.map(({ lastClear, firstLook }) => [{ xAxis: lastClear ?? firstLook }, { xAxis: firstLook }]),
    },
    markLine: {
      silent: true,
      symbol: 'none',
      data: [
        ...breaks.map(({ date }) => ({
          xAxis: date,
          lineStyle: { color: COLOURS.break, type: 'solid', width: 1.5 },
          label: { formatter: words.break, color: COLOURS.break },
        })),
        ...(end === null
          ? []
          : [
              {
                xAxis: end,
                lineStyle: { color: COLOURS.history, type: 'dotted' },
                label: { formatter: words.historyEnd, color: '#4a5b65', position: 'insideEndTop' },
              },
            ]),
      ],
    },
  };
}

function processLines(
  steps: readonly PixelSeries['looks'][number][],
  line: (name: string, data: readonly Point[], colour: string, more: object) => object,
  words: ChartWords,
): object[] {
  const below = { xAxisIndex: 1, yAxisIndex: 1 };
  const dashed = { ...below, lineStyle: { type: 'dotted', color: COLOURS.boundary, width: 1.4 } };
  const boundary = (sign: 1 | -1): Point[] =>
    steps.map(({ time, boundary: own }): Point => [dayOf(time), own === null ? null : sign * Math.abs(own)]);
  return [
    line(
      words.process,
      steps.map(({ time, process }): Point => [dayOf(time), process]),
      COLOURS.process,
      below,
    ),
    line(words.boundary, boundary(1), COLOURS.boundary, dashed),
    line(words.boundary, boundary(-1), COLOURS.boundary, dashed),
  ];
}
