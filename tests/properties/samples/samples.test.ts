import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { parseDbf } from 'shpjs';
import { evaluateAlerts, type ScoredAlert, type TruthEvent } from '#samples/evaluate.js';
import { encodeShapefile } from '#samples/files/shapefile.js';
import { createCounty } from '#samples/county.js';
import { areaOf, clipHalfPlane, direction, type Point } from '#samples/planar.js';

const convexRing = fc
  .tuple(fc.integer({ min: 3, max: 9 }), fc.double({ min: 1, max: 500, noNaN: true }))
  .map(([corners, radius]): Point[] =>
    Array.from({ length: corners }, (_, i) => {
      const [x, y] = direction(i / corners);
      return [x * radius, y * radius];
    }),
  );

describe('cutting', () => {
  test('both sides of a cut add up to the whole', () => {
    fc.assert(
      fc.property(
        convexRing,
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.double({ min: -500, max: 500, noNaN: true }),
        (ring, turn, limit) => {
          const [x, y] = direction(turn);
          const near = clipHalfPlane(ring, [x, y], limit);
          const far = clipHalfPlane(ring, [-x, -y], -limit);
          expect((near.length ? areaOf(near) : 0) + (far.length ? areaOf(far) : 0)).toBeCloseTo(areaOf(ring), 4);
        },
      ),
    );
  });

  test('the cells of the land survey fill the county without overlap', () => {
    for (const seed of [11, 12]) {
      const { landscape } = createCounty(seed, 360);
      const sum = landscape.farmland.cells.reduce((total, ring) => total + areaOf(ring), 0);
      expect(sum / 3600 ** 2).toBeCloseTo(1, 9);
    }
  });
});

describe('Shapefiles', () => {
  test('Chinese attributes come back as they went in', () => {
    const text = fc.string({
      unit: fc.constantFrom(...Array.from('永久基本农田生态保护红线城镇开发边界乡〇一二三ABCxyz019-')),
      minLength: 1,
      maxLength: 40,
    });
    fc.assert(
      fc.property(fc.array(text, { minLength: 1, maxLength: 5 }), (names) => {
        const ring = [
          [0, 0],
          [1, 0],
          [0, 1],
          [0, 0],
        ];
        const { dbf, cpg } = encodeShapefile(
          names.map((MC) => ({ rings: [ring], attributes: { MC } })),
          ['MC'],
        );
        expect(parseDbf(dbf, cpg).map(({ MC }) => MC)).toEqual(names);
      }),
    );
  });
});

describe('evaluation', () => {
  const place = fc.integer({ min: 0, max: 12 });
  const box = (x: number) => ({
    type: 'Polygon' as const,
    coordinates: [
      [
        [120 + x / 1000, 30],
        [120 + (x + 1.5) / 1000, 30],
        [120 + (x + 1.5) / 1000, 30.001],
        [120 + x / 1000, 30.001],
        [120 + x / 1000, 30],
      ],
    ],
  });
  const kind = fc.constantFrom('buildWithoutApproval', 'permitExpired');
  const truth = fc.array(
    fc.record({ x: place, kind, verdict: fc.constantFrom('violation' as const, 'lawful' as const) }),
    { maxLength: 5 },
  );
  const alerts = fc.array(fc.record({ x: place, kind }), { maxLength: 6 });

  test('figures do not depend on order, and right kind never exceeds any kind', () => {
    fc.assert(
      fc.property(truth, alerts, (truthRows, alertRows) => {
        const events = truthRows.map((row, i): TruthEvent => ({
          id: `E${i}`,
          verdict: row.verdict,
          kind: row.kind,
          visibleFrom: '2024-01-01',
          geometry: box(row.x),
        }));
        const raised = alertRows.map((row, i): ScoredAlert => ({
          id: `A${i}`,
          kind: row.kind,
          raisedOn: null,
          geometry: box(row.x),
        }));
        const result = evaluateAlerts(events, raised);
        const turned = evaluateAlerts(events.toReversed(), raised.toReversed());
        expect({ ...turned, missed: [], falseAlerts: [] }).toEqual({ ...result, missed: [], falseAlerts: [] });
        expect(result.found).toBeLessThanOrEqual(result.foundAnyKind);
        expect(result.trueAlerts + result.falseAlerts.length).toBe(result.alerts);
        expect(result.found + result.missed.length).toBe(result.violations);
      }),
      { numRuns: 60 },
    );
  });
});
