import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from '@jest/globals';
import type { SampleType } from '#domain/raster.js';
import type { SensorKind } from '#domain/scene.js';
import { writeCog } from '#store/rasters/index.js';
import type { SceneInput } from '#worker/compute/engine.js';

/** A scene made by hand, band by band, row-major. */
export interface MadeScene {
  readonly width: number;
  readonly height: number;
  readonly pixelM: number;
  readonly bands: Readonly<Record<string, Uint8Array | Uint16Array | Float32Array>>;
  readonly sensor: SensorKind;
  readonly acquiredAt: string;
  readonly nodata?: number;
}

/** Writes scenes into a folder that goes when the tests are through. */
export function sceneWriter(): (name: string, scene: MadeScene) => Promise<SceneInput> {
  const folder = mkdtempSync(join(tmpdir(), 'planwatch-pictures-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  return async (name, { width, height, pixelM, bands, sensor, acquiredAt, nodata }) => {
    const path = join(folder, `${name}.tif`);
    const planes = Object.values(bands);
    await writeCog(path, {
      grid: {
        width,
        height,
        originX: 500_000,
        originY: 3_500_000,
        pixelWidth: pixelM,
        pixelHeight: pixelM,
        epsg: 4549,
      },
      sampleType: typeOf(planes[0]!),
      bandCount: planes.length,
      bands: planes,
      nodata: nodata ?? null,
      overviews: null,
    });
    const numbers = Object.fromEntries(Object.keys(bands).map((band, index) => [band, index + 1]));
    const asset = { path, bands: numbers, scale: 1, offset: 0, nodata: null, quality: null };
    return { asset, acquiredAt: `${acquiredAt}T00:00:00.000Z`, sensor };
  };
}

function typeOf(plane: Uint8Array | Uint16Array | Float32Array): SampleType {
  return plane instanceof Uint8Array ? 'uint8' : plane instanceof Uint16Array ? 'uint16' : 'float32';
}

/** Numbers from 0 to 1 that look random and are always the same. */
export function seededNumbers(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 4_294_967_296;
  };
}

interface Rectangle {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Green fields with grain and furrows; `shade` scales all light; `roofs` are grey slabs with a shadow on their south side. */
export function fieldPicture(
  { width, height }: { readonly width: number; readonly height: number },
  { seed, shade, roofs }: { readonly seed: number; readonly shade: number; readonly roofs: readonly Rectangle[] },
): { red: Uint8Array; green: Uint8Array; blue: Uint8Array } {
  const ground = seededNumbers(7);
  const grain = seededNumbers(seed);
  const light = Float32Array.from({ length: width * height }, (_, i) => {
    const x = i % width;
    const y = Math.floor(i / width);
    const field = 80 + 18 * ((Math.floor(x / 90) * 7 + Math.floor(y / 70) * 5) % 4);
    return field + 8 * Math.sin(x / 3) + 14 * ground() + 5 * grain();
  });
  const picture = {
    red: Uint8Array.from(light, (v) => 0.72 * v * shade),
    green: Uint8Array.from(light, (v) => v * shade),
    blue: Uint8Array.from(light, (v) => 0.5 * v * shade),
  };
  for (const roof of roofs) {
    for (let y = roof.y; y < roof.y + roof.height + 4; y++) {
      for (let x = roof.x; x < roof.x + roof.width; x++) {
        const value = (y < roof.y + roof.height ? 165 + 6 * grain() : 25) * shade;
        for (const band of Object.values(picture)) band[y * width + x] = value;
      }
    }
  }
  return picture;
}
