import type { Page } from 'playwright-core';

/** What an officer looks at an alert before the next key, milliseconds: less than anyone takes. */
const LOOK_MS = 1500;
const MOST_STEPS = 40;

/** In the page: resolves with the milliseconds from pressing J until the next alert stands with all its pictures. */
const STEP = `new Promise((resolve) => {
  const from = location.pathname;
  const started = performance.now();
  window.dispatchEvent(new KeyboardEvent('keydown', { key: 'j', bubbles: true }));
  const look = () => {
    const pictures = [...document.querySelectorAll('figure img, .leaflet-tile-pane img, .planwatch-imagery')]
      .filter((one) => one instanceof HTMLImageElement);
    const isDrawn = location.pathname !== from
      && document.querySelector('.ant-skeleton') === null
      && pictures.length >= 3
      && pictures.every((picture) => picture.complete && picture.naturalWidth > 0);
    if (isDrawn || performance.now() - started > 20000) requestAnimationFrame(() => resolve(performance.now() - started));
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
