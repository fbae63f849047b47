import type { EChartsCoreOption } from 'echarts/core';
import { dayOf } from '#domain/time.js';
import type { PixelSeries } from '../api/model.js';
import type { Appearance } from '../state/appearance.js';

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

/** Told apart by shape and stroke too, not by colour alone; lines of text keep 4.5 : 1 on the paper. */
const COLOURS = {
  light: {
    text: '#1c2b33',
    note: '#4a5b65',
    observed: '#1a5f7a',
    history: '#7d8f99',
    fit: '#a57c00',
    break: '#b3261e',
    onset: 'rgba(179, 38, 30, 0.14)',
    process: '#43308a',
    boundary: '#6b5000',
  },
  dark: {
    text: '#e3eaee',
    note: '#b4c2ca',
    observed: '#5eb1d0',
    history: '#9badb7',
    fit: '#e6c65c',
    break: '#ff8a80',
    onset: 'rgba(255, 138, 128, 0.2)',
    process: '#b3a5f5',
    boundary: '#e2a873',
  },
} as const satisfies Record<Appearance, object>;
type Colours = (typeof COLOURS)[Appearance];

type Point = readonly [time: string, value: number | null];

/**
 * A pixel's series as a chart: the looks over the fit of the history with the onset intervals of its breaks, and below, where
 * the monitor follows a process, that process between its boundaries.
 */
export function seriesOption(series: PixelSeries, words: ChartWords, appearance: Appearance): EChartsCoreOption {
  const colours = COLOURS[appearance];
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
    legend: { type: 'scroll', top: 0, textStyle: { color: colours.text } },
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
        itemStyle: { color: colours.history },
      }),
      scatter(words.observed, pointsOf(false), {
        symbol: 'diamond',
        symbolSize: 8,
        itemStyle: { color: colours.observed },
        ...marksOf(series, words, colours),
      }),
      line(
        words.fit,
        (monitor?.curve ?? []).map(({ date, value }): Point => [date, value]),
        colours.fit,
        { lineStyle: { width: 1.6, type: 'dashed', color: colours.fit } },
      ),
      ...(hasProcess ? processLines(steps, line, words, colours) : []),
    ],
  };
}

/** Onset intervals as bands, confirmed breaks and the end of the history as lines. */
function marksOf({ monitor }: PixelSeries, words: ChartWords, colours: Colours): object {
  if (monitor === null) return {};
  const breaks = monitor.breaks.filter(({ confirmed }) => confirmed);
  const end = monitor.history?.to ?? monitor.historyEnd;
  return {
    markArea: {
      silent: true,
      itemStyle: { color: colours.onset },
      data: breaks.map(({ lastClear, firstLook }) => [{ xAxis: lastClear ?? firstLook }, { xAxis: firstLook }]),
    },
    markLine: {
      silent: true,
      symbol: 'none',
      data: [
        ...breaks.map(({ date }) => ({
          xAxis: date,
          lineStyle: { color: colours.break, type: 'solid', width: 1.5 },
          label: { formatter: words.break, color: colours.break },
        })),
        ...(end === null
          ? []
          : [
              {
                xAxis: end,
                lineStyle: { color: colours.history, type: 'dotted' },
                label: { formatter: words.historyEnd, color: colours.note, position: 'insideEndTop' },
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
  colours: Colours,
): object[] {
  const below = { xAxisIndex: 1, yAxisIndex: 1 };
  const dashed = { ...below, lineStyle: { type: 'dotted', color: colours.boundary, width: 1.4 } };
  const boundary = (sign: 1 | -1): Point[] =>
    steps.map(({ time, boundary: own }): Point => [dayOf(time), own === null ? null : sign * Math.abs(own)]);
  return [
    line(
      words.process,
      steps.map(({ time, process }): Point => [dayOf(time), process]),
      colours.process,
      below,
    ),
    line(words.boundary, boundary(1), colours.boundary, dashed),
    line(words.boundary, boundary(-1), colours.boundary, dashed),
  ];
}
