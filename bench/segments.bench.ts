import { parseArgs } from 'node:util';
import type { PixelSeries, PixelWatch } from '#pipelines/series-to-change/monitor.js';
import { MONITORS } from '#pipelines/series-to-change/monitors.js';
import type { MonitorName } from '#domain/series.js';

/**
 * Pixels that the segmenting methods judge in a processor second, and the memory after many of them:
 * `npm run bench segments -- --dates=450`. Seeded six-band pixels, a third of them cloudy, half of them built over.
 * No peer: pyccd and pycold are not among the packages that may be fetched.
 */
const { values } = parseArgs({ options: { dates: { type: 'string', default: '450' } } });
const dates = Number(values.dates);
const BANDS = ['blue', 'green', 'red', 'nir', 'swir1', 'swir2'];
const [VEGETATION, BUILT] = [
  [350, 600, 500, 3200, 1800, 900],
  [1100, 1300, 1500, 2100, 2700, 2400],
];
const PIXELS = 20;

let state = 11;
const random = (): number => {
  state = (state * 1_664_525 + 1_013_904_223) % 2 ** 32;
  return state / 2 ** 32;
};
const days = Int32Array.from({ length: dates }, (_, k) => 724_500 + 16 * k);

function pixel(number: number): PixelSeries {
  const broken = number % 2 === 0 ? Math.floor(dates * (0.3 + 0.4 * random())) : dates;
  return {
    days,
    bands: BANDS,
    values: BANDS.map((_, band) =>
      Float64Array.from(days, (day, k) => {
        const season = k < broken ? 150 * Math.cos((2 * Math.PI * day) / 365.25) : 0;
        return (k < broken ? VEGETATION : BUILT)![band]! + season + 100 * (random() + random() - 1);
      }),
    ),
    reason: Uint8Array.from(days, () => (random() < 1 / 3 ? 2 : 0)),
  };
}

const series = Array.from({ length: PIXELS }, (_, k) => pixel(k));

function measure(name: string, watch: PixelWatch, inputs: readonly PixelSeries[]): void {
  let breaks = 0;
  for (const each of inputs) breaks += watch(each).breaks.length;
  const before = process.cpuUsage();
  let judged = 0;
  let spentSeconds = 0;
  while (spentSeconds < 2) {
    for (const each of inputs) watch(each);
    judged += inputs.length;
    const { user, system } = process.cpuUsage(before);
    spentSeconds = (user + system) / 1e6;
  }
  const memoryMB = (process.memoryUsage().rss / 1e6).toFixed(0);
  process.stdout.write(
    `${name}: ${(judged / spentSeconds).toFixed(0)} pixels of ${dates} dates a CPU second, ${memoryMB} MB, ${breaks} breaks in ${inputs.length}\n`,
  );
}

function watchOf(method: MonitorName, bands: readonly string[], parameters = {}): PixelWatch {
  const settings = { historyEndDay: null, order: null, hasTrend: false, parameters };
  return MONITORS[method]!.prepare({ days, bands }, settings);
}

for (const variant of ['yatsm', 'pyccd', 'cold'])
  measure(`ccdc ${variant}`, watchOf('ccdc', BANDS, { variant }), series);
const nir = series.map((each) => ({ ...each, bands: ['nir'], values: [each.values[3]!] }));
for (const method of ['landtrendr', 'bayts'] as const) measure(method, watchOf(method, ['nir']), nir);
