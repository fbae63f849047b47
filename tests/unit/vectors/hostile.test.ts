import { readdirSync, readFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import { expect, test } from '@jest/globals';
import { kindOfError } from '#domain/errors.js';
import { geodesicAreaM2 } from '#pipelines/kernels/geodesicArea.js';
import { notesOf, readVectorFile, type VectorFile } from '#store/vectors/index.js';
import { describeWithData, sharedDataPath } from '../../support/sharedData.js';

const filesOf = (folder: string, extensions: readonly string[]): string[] =>
  readdirSync(sharedDataPath(folder))
    .filter((name) => extensions.includes(extname(name)))
    .map((name) => join(sharedDataPath(folder), name));

/** The file, or the message it was refused with; anything but bad input is a defect and fails. */
async function outcomeOf(path: string): Promise<VectorFile | string> {
  try {
    return await readVectorFile(path);
  } catch (error) {
    if (kindOfError(error) === 'badInput') return (error as Error).message;
    throw new Error(`${path} broke the reader`, { cause: error });
  }
}

describeWithData('hostile/vector', 'files that break readers', () => {
  const hostile = [
    ...filesOf('hostile/vector/shp', ['.shp']),
    ...filesOf('hostile/vector/gpkg', ['.gpkg']),
    ...filesOf('hostile/vector/geojson', ['.json', '.geojson']),
    ...filesOf('hostile/vector/esrijson', ['.json']),
    ...filesOf('hostile/geojsonhint/good', ['.geojson']),
    ...filesOf('hostile/geojsonhint/bad', ['.geojson']),
  ];

  test('are read or refused with the name of the file, never with a defect', async () => {
    expect(hostile.length).toBeGreaterThan(100);
    const outcomes = new Map<string, VectorFile | string>();
    for (const path of hostile) outcomes.set(path, await outcomeOf(path));
    for (const [path, outcome] of outcomes) {
      if (typeof outcome === 'string') expect(outcome).toContain(path);
      else expect(everyNumber(outcome)).toBe(true);
    }
    const read = [...outcomes].filter(([, outcome]) => typeof outcome !== 'string').map(([path]) => path);
    for (const name of ['gjpoly.shp', 'poly_golden.gpkg', 'grenada.geojson']) {
      expect(read.some((path) => path.endsWith(name))).toBe(true);
    }
    expect(read.some((path) => path.includes('buggymultipoly'))).toBe(false);
  });
});

function everyNumber({ features }: VectorFile): boolean {
  return features.every(({ geometry }) => geometry.coordinates.flat(3).every((value) => Number.isFinite(value)));
}

describeWithData('taiwan_zoning', 'official plans of Taiwan in TWD97 metres', () => {
  test.each(filesOf('taiwan_zoning/plans', ['.geojson']))('%s: areas are those the office states', async (path) => {
    const { features, report } = await readVectorFile(path);
    const source = JSON.parse(readFileSync(path, 'utf8')) as { features: unknown[] };
    expect(features.length + notesOf(report, 'leftOut').length).toBe(source.features.length);
    const stated = features.filter(({ properties }) => typeof properties['Shape_Area'] === 'number');
    // TM2 is 1/10000 short on its central meridian: areas on the plane are up to 2/10000 smaller than on the ground.
    const ratios = stated.map(
      ({ properties, geometry }) => geodesicAreaM2(geometry) / Number(properties['Shape_Area']),
    );
    const close = ratios.filter((ratio) => Math.abs(ratio - 1) < 1e-3);
    expect(close.length).toBeGreaterThanOrEqual(ratios.length - 1);
  });
});
