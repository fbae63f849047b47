import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import type { Polygon } from 'geojson';
import { createPlanarWindow } from '#pipelines/geometry/planarWindow.js';
import { repairPolygon } from '#store/vectors/polygonRepair.js';

/** Made by GEOS on PROJ's equal-area plane; see make.py beside this file. */
interface OverlayGolden {
  readonly a: Polygon['coordinates'];
  readonly b: Polygon['coordinates'];
  readonly areaA: number;
  readonly areaB: number;
  readonly intersection: number;
  readonly difference: number;
  readonly union: number;
  readonly grown7m: number;
  readonly shrunk7m: number;
}

const read = (name: string): unknown => JSON.parse(readFileSync(new URL(name, import.meta.url), 'utf8'));
const goldens = read('overlay.json') as OverlayGolden[];
const polygon = (coordinates: Polygon['coordinates']): Polygon => ({ type: 'Polygon', coordinates });
const relative = (found: number, expected: number, scale = expected) => Math.abs(found - expected) / scale;

describe('areas agree with GEOS to 1e-6 of the polygon', () => {
  test.each(goldens.map((golden, index) => ({ ...golden, index })))('pair $index', (golden) => {
    const window = createPlanarWindow(polygon(golden.a), 400);
    const [a, b] = [window.region(polygon(golden.a)), window.region(polygon(golden.b))];
    expect(relative(window.areaM2(a), golden.areaA)).toBeLessThan(1e-6);
    expect(relative(window.areaM2(b), golden.areaB)).toBeLessThan(1e-6);
    const measured = {
      intersection: window.areaM2(window.intersection(a, b)),
      difference: window.areaM2(window.difference(a, b)),
      union: window.areaM2(window.union([a, b])),
    };
    for (const key of ['intersection', 'difference', 'union'] as const) {
      expect(relative(measured[key], golden[key], golden.areaA)).toBeLessThan(1e-6);
    }
    expect(relative(window.areaM2(window.grow(a, 7)), golden.grown7m)).toBeLessThan(5e-4);
    expect(relative(window.areaM2(window.shrink(a, 7)), golden.shrunk7m, golden.areaA)).toBeLessThan(5e-4);
  });

  test('a region becomes a geometry of the same area and comes back unchanged', () => {
    for (const { a, b } of goldens) {
      const window = createPlanarWindow(polygon(a), 400);
      const difference = window.difference(window.region(polygon(a)), window.region(polygon(b)));
      const geometry = window.toGeometry(difference);
      const again = geometry === null ? 0 : window.areaM2(window.region(geometry));
      expect(Math.abs(again - window.areaM2(difference))).toBeLessThan(0.01);
    }
  });
});

describe('repair agrees with MakeValid of GEOS', () => {
  const broken = read('repair.json') as Record<string, { rings: Polygon['coordinates']; areaAfterMakeValid: number }>;
  test.each(Object.entries(broken))('%s', (_name, { rings, areaAfterMakeValid }) => {
    const { polygons, isRepaired } = repairPolygon(rings);
    expect(isRepaired).toBe(true);
    const area = polygons.flat().reduce((sum, ring) => sum + shoelace(ring), 0);
    expect(relative(area, areaAfterMakeValid)).toBeLessThan(1e-6);
    for (const [exterior, ...holes] of polygons) {
      expect(shoelace(exterior!)).toBeGreaterThan(0);
      for (const hole of holes) expect(shoelace(hole)).toBeLessThan(0);
    }
  });
});

function shoelace(ring: readonly (readonly number[])[]): number {
  return ring.slice(1).reduce((sum, [x, y], i) => sum + (ring[i]![0]! * y! - x! * ring[i]![1]!) / 2, 0);
}
