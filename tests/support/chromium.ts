import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { PROJECT_ROOT } from '#runtime/projectRoot.js';

/**
 * The Chromium that browser tests drive: of the system, or as `npm test` unpacked it.
 * @throws Error saying how to get one
 */
export function chromiumPath(): string {
  const ignoresSystem = ['1', 'true'].includes(process.env.PLANWATCH_IGNORE_SYSTEM_PACKAGES ?? '');
  const places = [
    process.env.PLANWATCH_CHROMIUM,
    ignoresSystem ? undefined : '/usr/bin/chromium',
    join(process.env.PLANWATCH_SYSTEM_ROOT ?? join(PROJECT_ROOT, 'data/system'), 'launchers/chromium'),
  ];
  const found = places.find((place) => place !== undefined && existsSync(place));
  if (found === undefined) throw new Error('Chromium not found; "npm run setup -- --browser" brings it');
  return found;
}

/** Flags it needs: no sandbox (it refuses one for root and in containers), no first-run traffic. */
export const CHROMIUM_FLAGS = ['--no-sandbox', '--disable-dev-shm-usage', '--disable-background-networking'];
