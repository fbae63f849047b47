import { basename } from 'node:path';
import type { APIRequestContext, Page } from 'playwright-core';
import { planwatch } from '../../tests/support/planwatch.js';
import type { PlanwatchUp } from '../../tests/e2e/planwatchUp.js';
import { bboxOfTile, touches, type TileAddress } from '../../viewer/state/tilesInView.js';

const AT_A_TIME = 8;
/** Of a file that is given. */
const BANDS = 'blue=1,green=2,red=3';
/** Metres per pixel of web mercator at zoom 0. */
const METRES_AT_ZOOM_0 = 156_543.03392804097;

interface Scene {
  readonly id: string;
  readonly bands: readonly string[];
  readonly gsdMetres: number;
  readonly footprintWgs84: { readonly coordinates: unknown };
}

/** Milliseconds of tiles, each asked for twice, eight at a time: spread over all zooms of a scene, cold and then cached. */
export async function tileTimes(
  page: Page,
  { url, dataDir }: PlanwatchUp,
  count: number,
  file: string | null,
): Promise<{ readonly cold: number[]; readonly cached: number[] }> {
  const scene =
    file === null ? await newestScene(page.request, url) : await registered(page.request, url, dataDir, file);
  const bands = scene.bands.slice(0, 3).map(encodeURIComponent).join(',');
  const addresses = tilesOf(scene, count).map(
    ({ z, x, y }) => `${url}/tiles/scenes/${scene.id}/${z}/${x}/${y}.webp?bands=${bands}&stretch=auto`,
  );
  const cookies = await page.context().cookies(url);
  const cookie = cookies.map(({ name, value }) => `${name}=${value}`).join('; ');
  return { cold: await timesOf(addresses, cookie), cached: await timesOf(addresses, cookie) };
}

async function timesOf(addresses: readonly string[], cookie: string): Promise<number[]> {
  const times: number[] = [];
  const waiting = [...addresses];
  const ask = async (): Promise<void> => {
    for (let address = waiting.shift(); address !== undefined; address = waiting.shift()) {
      const started = performance.now();
      const answer = await fetch(address, { headers: { cookie } });
      await answer.arrayBuffer();
      if (!answer.ok && answer.status !== 404) throw new Error(`${answer.status} of ${address}`);
      times.push(performance.now() - started);
    }
  };
  await Promise.all(Array.from({ length: AT_A_TIME }, ask));
  return times;
}

async function newestScene(request: APIRequestContext, url: string): Promise<Scene> {
  const { items } = (await (await request.get(`${url}/v1/scenes?limit=1`)).json()) as { items: Scene[] };
  const scene = items[0];
  if (scene === undefined) throw new Error('there is no scene');
  return scene;
}

/** Registers a file where it lies. */
async function registered(request: APIRequestContext, url: string, dataDir: string, file: string): Promise<Scene> {
  const facts = ['--acquired-at', '2026-06-01', '--sensor', 'optical', '--title', basename(file), '--bands', BANDS];
  const { code, stderr } = await planwatch('import', 'scene', file, '--data', dataDir, ...facts);
  if (code !== 0) throw new Error(stderr);
  return newestScene(request, url);
}

/** Tiles of every zoom from the whole scene down to its own pixels, evenly spread over it. */
function tilesOf(scene: Scene, count: number): TileAddress[] {
  const corners = (scene.footprintWgs84.coordinates as number[][][]).flat(Infinity as 1) as unknown as number[];
  const lons = corners.filter((_, index) => index % 2 === 0);
  const lats = corners.filter((_, index) => index % 2 === 1);
  const bbox = [Math.min(...lons), Math.min(...lats), Math.max(...lons), Math.max(...lats)] as const;
  const middle = (bbox[1] + bbox[3]) / 2;
  const nearest = Math.ceil(Math.log2((METRES_AT_ZOOM_0 * Math.cos((middle * Math.PI) / 180)) / scene.gsdMetres));
  const all: TileAddress[] = [];
  for (let z = nearest; z >= Math.max(0, nearest - 5); z--) {
    const column = (lon: number): number => Math.floor(((lon + 180) / 360) * 2 ** z);
    const row = (lat: number): number =>
      Math.floor(((1 - Math.asinh(Math.tan((lat * Math.PI) / 180)) / Math.PI) / 2) * 2 ** z);
    for (let y = row(bbox[3]); y <= row(bbox[1]); y++) {
      for (let x = column(bbox[0]); x <= column(bbox[2]); x++) {
        if (touches(bboxOfTile({ z, x, y }), [...bbox])) all.push({ z, x, y });
      }
    }
  }
  const step = Math.max(1, all.length / count);
  return Array.from({ length: Math.min(count, all.length) }, (_, index) => all[Math.floor(index * step)]!);
}
