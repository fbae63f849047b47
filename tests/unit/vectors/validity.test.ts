import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { wktToGeoJSON } from 'betterknown';
import type { Position } from 'geojson';
import { kindOfError } from '#domain/errors.js';
import { notesOf, parseGeoJson, readFeatureCollection, type VectorFile } from '#store/vectors/index.js';
import { faultOf } from '#store/vectors/polygonFault.js';
import { describeWithData, sharedDataPath } from '../../support/sharedData.js';

interface SuiteCase {
  readonly name: string;
  readonly polygons: readonly Position[][][];
  readonly isValid: boolean;
}

const JTS_FILES = ['general/TestValid.xml', 'general/TestValid2.xml', 'general/TestValid2-big.xml'];

/** Every area of JTS's validity tests with its own verdict. */
function jtsCases(): SuiteCase[] {
  const root = sharedDataPath('hostile/jts');
  const files = [...JTS_FILES, ...readdirSync(join(root, 'validate')).map((name) => `validate/${name}`)];
  return files.flatMap((file) =>
    [...readFileSync(join(root, file), 'utf8').matchAll(/<case>([\s\S]*?)<\/case>/g)].flatMap(([, text]) =>
      casesOf(file, text!),
    ),
  );
}

function casesOf(file: string, text: string): SuiteCase[] {
  const description = /<desc>([\s\S]*?)<\/desc>/.exec(text)?.[1]?.trim() ?? '';
  const argument = (name: string): string =>
    new RegExp(`<${name}>([\\s\\S]*?)</${name}>`).exec(text)?.[1]?.trim().replaceAll(/\s+/g, ' ') ?? '';
  const verdicts = text.matchAll(/<op\s+name\s*=\s*"isValid"\s+arg1\s*=\s*"(\w)"[^>]*>\s*(true|false)\s*<\/op>/gi);
  return [...verdicts].flatMap(([, name, verdict]) => {
    const wkt = argument(name!.toLowerCase());
    // Empty areas and rings that are no areas are not what plans are made of.
    const geometry = /EMPTY|LINEARRING/i.test(wkt) ? null : wktToGeoJSON(wkt);
    if (geometry?.type !== 'Polygon' && geometry?.type !== 'MultiPolygon') return [];
    const polygons = geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates;
    const once = polygons.map((rings) => rings.map(withoutRepeats));
    if (once.some((rings) => rings.some((ring) => ring.length < 4))) return [];
    return [{ name: `${file}: ${description} ${name}`, polygons: once, isValid: verdict === 'true' }];
  });
}

const withoutRepeats = (ring: readonly Position[]): Position[] =>
  ring.filter(([x, y], i) => i === 0 || x !== ring[i - 1]![0] || y !== ring[i - 1]![1]);

describeWithData('hostile/jts', 'verdicts of the JTS suites', () => {
  test('on every area, exactly, and whichever way it is turned', () => {
    const cases = jtsCases();
    expect(cases.length).toBeGreaterThan(300);
    expect(cases.filter(({ isValid }) => !isValid).length).toBeGreaterThan(30);
    const turned = (polygons: SuiteCase['polygons']) =>
      polygons
        .toReversed()
        .map(([exterior, ...holes]) =>
          [exterior!, ...holes.toReversed()].map((ring) => ring.toReversed().map(([x, y]) => [y!, x!])),
        );
    const differing = cases.filter(({ polygons, isValid }) => {
      return (faultOf(polygons) === null) !== isValid || (faultOf(turned(polygons)) === null) !== isValid;
    });
    expect(differing.map(({ name }) => name)).toEqual([]);
  });

  test('what is mended is valid by the same verdict', () => {
    const broken = jtsCases().filter(({ isValid }) => !isValid);
    let mended = 0;
    for (const { polygons } of broken) {
      // Into degrees, so that every suite's plane fits the globe.
      const coordinates = polygons.map((rings) => rings.map((ring) => ring.map(([x, y]) => [x! / 1e6, y! / 1e6])));
      const feature = { type: 'Feature', properties: {}, geometry: { type: 'MultiPolygon', coordinates } };
      const file = attempt(() => readFeatureCollection({ type: 'FeatureCollection', features: [feature] }, 'case'));
      if (file === null) continue;
      mended += 1;
      const { geometry } = file.features[0]!;
      expect(faultOf(geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates)).toBeNull();
    }
    expect(mended).toBeGreaterThan(3);
  });
});

function attempt(read: () => VectorFile): VectorFile | null {
  try {
    return read();
  } catch (error) {
    if (kindOfError(error) === 'badInput') return null;
    throw error;
  }
}

/** Faults of style, of members that nobody reads, or of geometries that are no areas. */
const NOT_OURS = /right-hand rule|precision|bbox|duplicate|crs|forbidden|old-style|id|point|line|GeometryCollection|3/i;

describeWithData('hostile/geojsonhint', 'verdicts of geojsonhint', () => {
  const folder = sharedDataPath('hostile/geojsonhint');
  const list = (kind: string) => readdirSync(join(folder, kind)).filter((name) => name.endsWith('.geojson'));
  /** The file as a collection, as an import would read its geometry. */
  const collection = (text: string): string => {
    const value = JSON.parse(text) as { type?: unknown; coordinates?: unknown; geometries?: unknown } | null;
    if (Array.isArray(value?.coordinates) || Array.isArray(value?.geometries)) {
      const feature = { type: 'Feature', properties: {}, geometry: value };
      return JSON.stringify({ type: 'FeatureCollection', features: [feature] });
    }
    return value?.type === 'Feature' ? JSON.stringify({ type: 'FeatureCollection', features: [value] }) : text;
  };
  const read = (kind: string, name: string): VectorFile | string => {
    const text = readFileSync(join(folder, kind, name), 'utf8');
    try {
      return parseGeoJson(collection(text), name, { brokenFeatures: 'report' });
    } catch (error) {
      if (kindOfError(error) === 'badInput' || error instanceof SyntaxError) return (error as Error).message;
      throw error;
    }
  };

  test.each(list('good'))('good/%s is read, or refused because it holds no area', (name) => {
    const outcome = read('good', name);
    if (typeof outcome === 'string')
      expect(outcome).toMatch(/only areas can be read|no geometry|empty list|outside the globe/);
    else expect(notesOf(outcome.report, 'repaired')).toEqual([]);
  });

  test.each(list('bad'))('bad/%s is refused or noted, where the fault is one of areas', (name) => {
    const outcome = read('bad', name);
    const messages = (
      JSON.parse(readFileSync(join(folder, 'bad', name.replace('.geojson', '.result')), 'utf8')) as {
        message: string;
      }[]
    ).map(({ message }) => message);
    const isOurs = messages.some((message) => !NOT_OURS.test(message));
    if (isOurs) expect(typeof outcome === 'string' || outcome.report.notes.length > 0).toBe(true);
    else expect(['string', 'object']).toContain(typeof outcome);
  });
});

describe('areas of many corners', () => {
  const circle = (corners: number, wobble: number): Position[] => {
    const ring = Array.from({ length: corners }, (_, i): Position => {
      const angle = (2 * Math.PI * i) / corners;
      const radius = 0.1 + wobble * Math.sin(i * 7.13);
      return [120 + radius * Math.cos(angle), 30 + radius * Math.sin(angle)];
    });
    return [...ring, ring[0]!];
  };
  const collection = (coordinates: Position[][]) => ({
    type: 'FeatureCollection',
    features: [{ type: 'Feature', properties: {}, geometry: { type: 'Polygon', coordinates } }],
  });

  test('a hundred thousand are checked and kept to the last digit', () => {
    const ring = circle(100_000, 1e-8);
    const { features, report } = readFeatureCollection(collection([ring]), 'big');
    expect(report.notes).toEqual([]);
    expect(features[0]!.geometry.coordinates).toEqual([ring]);
  });

  test('beyond a million are refused before anything is computed', () => {
    const coordinates = [Array.from({ length: 1_000_001 }, (): Position => [120, 30])];
    expect(() => readFeatureCollection(collection(coordinates), 'huge')).toThrow(/too many corners.*1000001/);
  });

  test('broken with more than can be mended in time say so, and where', () => {
    const ring = circle(250_000, 0);
    ring.splice(100, 1, [119.8, 29.9]);
    expect(() => readFeatureCollection(collection([ring]), 'broken')).toThrow(
      /too complex to be checked and mended|cannot be repaired/,
    );
  });
});
