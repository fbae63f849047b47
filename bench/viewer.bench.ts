import { gzipSync } from 'node:zlib';
import { parseArgs } from 'node:util';
import pg from 'pg';
import { launchBrowser } from '../tests/support/browser.js';
import { planwatchUp } from '../tests/e2e/planwatchUp.js';
import { panRate } from './viewer/panRate.js';
import { percentile } from './viewer/percentile.js';
import { signedIn } from './viewer/signedIn.js';
import { tileTimes } from './viewer/tileTimes.js';
import { triagePace } from './viewer/triagePace.js';

/**
 * What a person waits for in the viewer, in Chromium against `planwatch up` with the sample:
 * `npm run bench viewer -- --size=600 --alerts=10000 --tiles=200`. Goals: key to next alert drawn p95 <= 400 ms; first load
 * <= 2 s warm and <= 500 kB of script; panning over 10,000 alerts >= 30 frames/s; tiles p95 <= 120 ms cold, <= 15 ms cached.
 */
const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: '7' },
    size: { type: 'string', default: '600' },
    alerts: { type: 'string', default: '10000' },
    tiles: { type: 'string', default: '200' },
    /** A GeoTIFF (georeferenced, several bands) whose tiles are asked for, in place of the sample's newest scene. */
    scene: { type: 'string' },
  },
});
const say = (name: string, figure: string, goal: string): void => {
  process.stdout.write(`${name}: ${figure} (goal ${goal})\n`);
};
const ms = (value: number): string => `${value.toFixed(0)} ms`;

const planwatch = await planwatchUp({ seed: Number(values.seed), sizePx: Number(values.size) });
const browser = await launchBrowser();
try {
  await planwatch.sampleReady;
  const page = await signedIn(browser, planwatch);

  const scripts: Buffer[] = [];
  const onScript = async (response: { url(): string; body(): Promise<Buffer> }): Promise<void> => {
    if (/\.js(\?|$)/.test(response.url())) scripts.push(await response.body());
  };
  page.on('response', onScript);
  const loads: number[] = [];
  for (let i = 0; i < 5; i++) {
    const started = performance.now();
    await page.goto(`${planwatch.url}/`);
    await page.locator('a[href^="/alerts/"]').first().waitFor();
    await page.locator('img.leaflet-tile-loaded').first().waitFor();
    loads.push(performance.now() - started);
    if (i === 0) page.off('response', onScript);
  }
  say('first load, warm: list and first tile', `median ${ms(percentile(loads.slice(1), 0.5))}`, '2000 ms');
  const kB = scripts.reduce((sum, body) => sum + gzipSync(body).length, 0) / 1000;
  say('script of the triage page, gzip', `${kB.toFixed(0)} kB`, '500 kB');

  const pace = await triagePace(page);
  say(
    `key to next alert fully drawn, ${pace.length} steps`,
    `p50 ${ms(percentile(pace, 0.5))}, p95 ${ms(percentile(pace, 0.95))}`,
    '400 ms',
  );

  const tiles = await tileTimes(page, planwatch, Number(values.tiles), values.scene ?? null);
  say(`scene tiles cold, 8 at a time, ${tiles.cold.length}`, `p95 ${ms(percentile(tiles.cold, 0.95))}`, '120 ms');
  say('the same, cached', `p95 ${percentile(tiles.cached, 0.95).toFixed(1)} ms`, '15 ms');

  const client = new pg.Client({ connectionString: planwatch.databaseUrl });
  await client.connect();
  try {
    const frames = await panRate(page, client, Number(values.alerts));
    say(`panning over ${values.alerts} alerts`, `${frames.toFixed(0)} frames/s`, '30');
  } finally {
    await client.end();
  }
} finally {
  await browser.close();
  await planwatch.stop();
}
