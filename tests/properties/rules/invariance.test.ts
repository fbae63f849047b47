import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Polygon, Position } from 'geojson';
import type { Judgement } from '#domain/finding.js';
import type { AreaGeometry } from '#domain/geometry.js';
import type { Permit } from '#domain/permit.js';
import {
  DEFAULT_RULE_SET,
  judgePatch,
  type JudgedPatch,
  type JudgingContext,
  type RuleSet,
} from '#pipelines/patches-to-findings/index.js';
import { projectorOf } from '#store/rasters/projection.js';
import { parseGeoJson } from '#store/vectors/index.js';
import { permitOf, rect } from '../../unit/rules/ground.js';
import { context, patch } from './grounds.js';

const RUNS = { numRuns: 150 };

type Ground = JudgingContext;
type Move = (geometry: AreaGeometry) => AreaGeometry;

const moved = (subject: JudgedPatch, move: Move): JudgedPatch => ({ ...subject, geometry: move(subject.geometry) });
const groundMoved = (ground: Ground, move: Move): Ground => ({
  ...ground,
  permits: ground.permits.map((permit) => ({ ...permit, geometry: move(permit.geometry) })),
  features: ground.features.map((feature) => ({ ...feature, geometry: move(feature.geometry) })),
});

const eachPosition =
  (change: (position: Position) => Position): Move =>
  (geometry) => ({ type: 'Polygon', coordinates: (geometry as Polygon).coordinates.map((ring) => ring.map(change)) });

/** GRS80: semi-major axis, metres, and first eccentricity squared. */
const [A, E2] = [6_378_137, 0.006694380022901];
/** Metres of a degree of longitude and of latitude at a latitude in degrees. */
function degreesM(lat: number): { readonly lon: number; readonly lat: number } {
  const phi = (lat * Math.PI) / 180;
  const w2 = 1 - E2 * Math.sin(phi) ** 2;
  const perDegree = (A * Math.PI) / 180;
  return { lon: (perDegree * Math.cos(phi)) / Math.sqrt(w2), lat: (perDegree * (1 - E2)) / w2 ** 1.5 };
}

/** As far east and north, in metres, of another place as it was of 120° E 30° N. */
const to = (lon: number, lat: number): Move => {
  const [from, there] = [degreesM(30), degreesM(lat)];
  return eachPosition(([x, y]) => [
    lon + ((x! - 120) * from.lon) / there.lon,
    lat + ((y! - 30) * from.lat) / there.lat,
  ]);
};

/** Every tolerance and share larger or smaller by a small factor. */
const scaled = (factor: number): RuleSet => ({
  ...DEFAULT_RULE_SET,
  gsdShare: Math.min(1, DEFAULT_RULE_SET.gsdShare * factor),
  belonging: {
    minimumPatchShare: DEFAULT_RULE_SET.belonging.minimumPatchShare * factor,
    sufficientPatchShare: DEFAULT_RULE_SET.belonging.sufficientPatchShare * factor,
    sufficientPermitShare: DEFAULT_RULE_SET.belonging.sufficientPermitShare * factor,
  },
  rules: DEFAULT_RULE_SET.rules.map((rule) => ({
    ...rule,
    toleranceM: rule.toleranceM * factor,
    toleranceM2: rule.toleranceM2 * factor,
    parameters: Object.fromEntries(Object.entries(rule.parameters).map(([name, value]) => [name, value * factor])),
    severityRaises: rule.severityRaises.map((raise) => ({ ...raise, minimumAreaM2: raise.minimumAreaM2 * factor })),
  })),
});
const [LOOSER, STRICTER] = [scaled(1.005), scaled(0.995)];

/** What does not depend on where it is judged. */
const verdictOf = ({ verdict, leading, findings, exemption }: Judgement): object => ({
  verdict,
  leading,
  findings: findings.map(({ kind, severity, caseNumbers }) => ({ kind, severity, caseNumbers })),
  exemption,
});

/** True where no tolerance is met to within half a percent: rounding decides there. */
function isClear(subject: JudgedPatch, ground: Ground): boolean {
  const as = (ruleSet: RuleSet): string => JSON.stringify(verdictOf(judgePatch(subject, { ...ground, ruleSet })));
  return as(LOOSER) === as(STRICTER);
}

function expectSame(subject: JudgedPatch, ground: Ground, move: Move): void {
  fc.pre(isClear(subject, ground));
  const here = judgePatch(subject, ground);
  const there = judgePatch(moved(subject, move), groundMoved(ground, move));
  expect(verdictOf(there)).toEqual(verdictOf(here));
  here.findings.forEach(({ areaM2 }, i) => {
    expect(Math.abs(there.findings[i]!.areaM2 / areaM2 - 1)).toBeLessThan(1e-3);
  });
}

test('where on earth it happens does not change the verdict', () => {
  const lon = fc.double({ min: 74, max: 134, noNaN: true });
  const lat = fc.double({ min: 4, max: 53, noNaN: true });
  fc.assert(
    fc.property(patch, context, lon, lat, (subject, ground, x, y) => expectSame(subject, ground, to(x, y))),
    RUNS,
  );
});

/** Written in a plane of CGCS2000 with a legacy `crs` member, and read again. */
function throughPlane(epsg: number): Move {
  const toPlane = projectorOf(4326, epsg);
  const inPlane = eachPosition(([lon, lat]) => toPlane(lon!, lat!));
  return (geometry) => {
    const crs = { type: 'name', properties: { name: `urn:ogc:def:crs:EPSG::${epsg}` } };
    const features = [{ type: 'Feature', properties: {}, geometry: inPlane(geometry) }];
    return parseGeoJson(JSON.stringify({ type: 'FeatureCollection', crs, features }), 'file').features[0]!.geometry;
  };
}

// 3° planes without and with zone prefix, the neighbouring zone, and a 6° plane.
test.each([4549, 4528, 4548, 4509])('data in EPSG:%d are judged like data in degrees', (epsg) => {
  const move = throughPlane(epsg);
  fc.assert(
    fc.property(patch, context, (subject, ground) => expectSame(subject, ground, move)),
    { numRuns: 40 },
  );
});

const UNAPPROVED: ReadonlySet<string> = new Set(['buildWithoutApproval', 'exceedsApprovedExtent', 'siteDisplaced']);
/** What lies without a permit is named by how it lies to those there are; that it lies so is one and the same. */
const kindsOf = (subject: JudgedPatch, ground: Ground): Set<string> =>
  new Set(judgePatch(subject, ground).findings.map(({ kind }) => (UNAPPROVED.has(kind) ? 'unapproved' : kind)));

test('a permit that covers more never adds a finding', () => {
  const margin = fc.integer({ min: 0, max: 120 });
  const corner = fc.integer({ min: -60, max: 120 });
  const sizes = fc.record({ x: corner, y: corner, w: fc.integer({ min: 5, max: 90 }), h: margin.map((m) => m + 5) });
  const wider = fc.record({ west: margin, south: margin, east: margin, north: margin });
  fc.assert(
    fc.property(patch, context, sizes, wider, (subject, ground, { x, y, w, h }, more) => {
      const own = (geometry: Polygon): Permit => permitOf({ caseNumber: 'own', stage: 'building', geometry });
      const narrow = own(rect(x, y, w, h));
      const wide = own(rect(x - more.west, y - more.south, w + more.west + more.east, h + more.south + more.north));
      const before = kindsOf(subject, { ...ground, permits: [...ground.permits, narrow] });
      const after = kindsOf(subject, { ...ground, permits: [...ground.permits, wide] });
      expect([...after].filter((kind) => !before.has(kind))).toEqual([]);
    }),
    { numRuns: 300 },
  );
});
