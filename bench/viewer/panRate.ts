import type { Page } from 'playwright-core';
import type pg from 'pg';

const PAN_MS = 4000;

/** Copies the sample's alerts over its ground until there are so many, and drags the map over them. @returns frames per second */
export async function panRate(page: Page, client: pg.Client, alerts: number): Promise<number> {
  await client.query(
    `INSERT INTO alerts (id, kind, severity, severity_rank, status, admin_code, area_m2, onset_from, onset_to, permit_case_numbers, explanation, geometry)
     SELECT gen_random_uuid(), kind, severity, severity_rank, 'new', admin_code, area_m2, onset_from, onset_to, '{}', explanation,
       ST_Translate(geometry, (random() - 0.5) * 0.05, (random() - 0.5) * 0.05)
     FROM (SELECT * FROM alerts ORDER BY id LIMIT 10) AS ten, generate_series(1, $1::int / 10)`,
    [alerts],
  );
  await client.query('ANALYZE alerts');
  await page.goto(`${new URL(page.url()).origin}/`);
  await page.locator('img.leaflet-tile-loaded').first().waitFor();
  await page.waitForTimeout(3000);
  const box = await page.locator('.leaflet-container').boundingBox();
  if (box === null) throw new Error('the map has no place on the page');
  await page.evaluate(
    'window.frames_ = 0; (function count() { window.frames_ += 1; requestAnimationFrame(count); })()',
  );
  const [x, y] = [box.x + box.width * 0.7, box.y + box.height * 0.5];
  await page.mouse.move(x, y);
  await page.mouse.down();
  const before = await page.evaluate<number>('window.frames_');
  const started = performance.now();
  for (let angle = 0; performance.now() - started < PAN_MS; angle += 0.1) {
    await page.mouse.move(x + Math.cos(angle) * 160, y + Math.sin(angle) * 120);
  }
  const frames = (await page.evaluate<number>('window.frames_')) - before;
  const seconds = (performance.now() - started) / 1000;
  await page.mouse.up();
  return frames / seconds;
}
