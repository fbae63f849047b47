import type { Page } from 'playwright-core';

/** What an officer looks at an alert before the next key, milliseconds: less than anyone takes. */
const LOOK_MS = 1500;
const MOST_STEPS = 40;

/** In the page: resolves with the milliseconds from pressing J until the next alert stands with its chips and all tiles of its map. */
const STEP = `new Promise((resolve, reject) => {
  const from = location.pathname;
  const started = performance.now();
  window.dispatchEvent(new KeyboardEvent('keydown', { key: 'j', bubbles: true }));
  const isShown = (picture) => picture.complete && picture.naturalWidth > 0;
  const look = () => {
    const id = location.pathname.split('/').at(-1);
    // The address changes before the page does.
    const chips = [...document.querySelectorAll('figure img')].filter(({ src }) => src.includes(id));
    const tiles = [...document.querySelectorAll('.planwatch-imagery img.leaflet-tile')];
    const drawings = [...document.querySelectorAll('canvas.leaflet-tile')];
    const isDrawn = location.pathname !== from
      && document.querySelector('.ant-skeleton') === null
      && chips.length === 2 && chips.every(isShown)
      && tiles.length > 0 && tiles.every(isShown)
      && drawings.every(({ classList }) => classList.contains('leaflet-tile-loaded'));
    if (isDrawn) requestAnimationFrame(() => resolve(performance.now() - started));
    else if (performance.now() - started > 20000) reject(new Error('the next alert is not drawn after 20 s'));
    else requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
})`;

/** Goes through the queue by key. @returns milliseconds of each step */
export async function triagePace(page: Page): Promise<number[]> {
  await page.locator('a[href^="/alerts/"]').first().click();
  await page.waitForURL(/\/alerts\//);
  const times: number[] = [];
  for (let step = 0; step < MOST_STEPS; step++) {
    await page.waitForTimeout(LOOK_MS);
    const place = await page.getByText(/^第 \d+ 条，共 \d+ 条$/).innerText();
    const [at, of] = place.match(/\d+/g)!.map(Number);
    if (at === of) break;
    times.push(await page.evaluate<number>(STEP));
  }
  return times;
}
