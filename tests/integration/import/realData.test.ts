import { readdirSync, readFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { sql } from 'kysely';
import type { FieldMapping } from '#domain/fieldMapping.js';
import { saveMapping, getMapping } from '#store/fieldMappings.js';
import { importLayerVersion } from '#store/layerImport.js';
import { OPERATOR } from '#store/operator.js';
import { savePermits } from '#store/permitRecording.js';
import { listPermits } from '#store/permits.js';
import {
  joinPermitFiles,
  layerVersionOf,
  notesOf,
  readPermitFile,
  readVectorFile,
  type PermitFile,
} from '#store/vectors/index.js';
import { describeWithData, sharedDataPath } from '../../support/sharedData.js';
import { testDatabase } from '../store/testDatabase.js';

const stored = testDatabase();
let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'planwatch-real-'));
});
afterAll(() => rm(folder, { recursive: true }));

describeWithData('taiwan_zoning', 'official plans of Taiwan', () => {
  const plans = readdirSync(sharedDataPath('taiwan_zoning/plans'));

  test.each(plans)('%s: the report finds what PostGIS finds invalid, and areas are those stated', async (name) => {
    const path = sharedDataPath(`taiwan_zoning/plans/${name}`);
    const file = await readVectorFile(path, { brokenFeatures: 'report' });
    const entry = {
      id: basename(name, '.geojson'),
      kind: 'zone' as const,
      title: name,
      version: '2020',
      validFrom: '2020-01-01',
      path,
      fields: { use: '分區類', name: '使用分' },
    };
    const { quality } = await importLayerVersion(stored.db, OPERATOR, layerVersionOf(entry, file, name));
    const found = [...quality.repaired.items, ...quality.refused.items].map(({ feature }) => feature);
    expect([...new Set(found)].toSorted()).toEqual((await invalidByPostgis(path)).toSorted());
    expect([...quality.repaired.items, ...quality.refused.items].every(({ at }) => at !== null)).toBe(true);
    expect(quality.statedArea).toMatchObject({
      field: 'Shape_Area',
      basis: 'plane',
      unit: 'm2',
      differing: { count: 0 },
    });
    const { statedM2, computedM2 } = quality.statedArea!;
    expect(Math.abs(computedM2 / statedM2 - 1)).toBeLessThan(1e-6);
    expect(file.report.epsg).toBe(3826);
  });
});

/** Independent verdict on the coordinates as the file has them. */
async function invalidByPostgis(path: string): Promise<string[]> {
  const { features } = JSON.parse(readFileSync(path, 'utf8')) as { features: { geometry: object }[] };
  const geometries = JSON.stringify(features.map(({ geometry }) => geometry));
  const { rows } = await sql<{ n: number }>`
    SELECT ordinal - 1 AS n FROM json_array_elements(${geometries}::json) WITH ORDINALITY AS g(geometry, ordinal)
    WHERE NOT ST_IsValid(ST_GeomFromGeoJSON(geometry))
  `.execute(stored.db);
  return rows.map(({ n }) => `features[${n}]`);
}

/** How applications of the UK's digital planning schemas become permits. */
const UK: FieldMapping = {
  geometry: ['data.proposal.boundary.site', 'data.property.boundary.site', 'submission.data.property.boundary.site'],
  fields: {
    caseNumber: ['metadata.id'],
    kind: ['data.application.type.value', 'applicationType'],
    grantedOn: ['data.assessment.planningOfficerDecisionDate', 'metadata.submittedAt'],
    approvedAreaM2: ['data.proposal.boundary.area.squareMetres', 'data.property.boundary.area.squareMetres'],
    conditions: ['data.proposal.description'],
  },
  values: {
    kind: {
      'pp.full.major': 'buildingPermit',
      'pp.full.householder': 'buildingPermit',
      'pp.full.minor': 'buildingPermit',
      listed: 'buildingPermit',
      'ldc.existing': 'landUsePermit',
      'ldc.proposed': 'landUsePermit',
    },
  },
  defaults: { approvedUse: ['builtUp'] },
};

describeWithData('permits_uk', 'planning applications of the UK', () => {
  const root = sharedDataPath('permits_uk');
  const paths = readdirSync(root, { recursive: true })
    .map(String)
    .filter((name) => name.endsWith('.json'))
    .map((name) => join(root, name));

  test('come in through a mapping that is kept by name; what cannot be a permit is said, file by file', async () => {
    await saveMapping(stored.db, OPERATOR, { name: 'uk', target: 'permits', mapping: UK });
    const { mapping } = await getMapping(stored.db, OPERATOR, 'uk', 'permits');
    expect(mapping).toEqual(UK);
    const folderOf = paths.filter((path) => path.includes('/application/'));
    const read: { path: string; file: PermitFile | string }[] = [];
    for (const path of folderOf) {
      const file = await readPermitFile(path, { mapping, brokenFeatures: 'report' }).catch((error: unknown) => {
        expect(error).toMatchObject({ kind: 'badInput' });
        return (error as Error).message;
      });
      read.push({ path, file });
    }
    const files = read.flatMap(({ file }) => (typeof file === 'string' ? [] : [file]));
    expect(files).toHaveLength(folderOf.length);
    const joined = joinPermitFiles(
      files,
      read.map(({ path }) => path),
    );
    expect(joined.permits.map(({ kind }) => kind).toSorted()).toEqual([
      ...Array.from({ length: 5 }, () => 'buildingPermit'),
      'landUsePermit',
      'landUsePermit',
    ]);
    // Prior approvals and a drainage consent are none of the kinds that the mapping names.
    expect(notesOf(joined.report, 'refused')).toHaveLength(5);
    expect(notesOf(joined.report, 'refused')[0]).toMatch(/properties\.kind.*found/);
    await savePermits(stored.db, joined.permits);
    const major = await listPermits(stored.db, OPERATOR, { caseNumber: '180da003-279d-40dc-b538-a616c8c2a700' });
    expect(major.items).toMatchObject([{ grantedOn: '2024-07-03', approvedAreaM2: 61751.95, kind: 'buildingPermit' }]);
  });

  test('of every kind are read or refused by name, never with a defect', async () => {
    for (const path of paths) {
      const outcome = await readPermitFile(path, { mapping: UK, brokenFeatures: 'report' }).catch((error: unknown) => {
        expect(error).toMatchObject({ kind: 'badInput' });
        expect((error as Error).message).toContain(path);
        return null;
      });
      if (outcome !== null) expect(outcome.permits.length + outcome.report.notes.length).toBeGreaterThan(0);
    }
  });

  test('only those decided in favour, where the mapping says so', async () => {
    const mapping = { ...UK, only: { 'data.assessment.planningOfficerDecision': ['granted'] } };
    const path = join(root, 'application/planningPermission/major.json');
    const { permits, report } = await readPermitFile(path, { mapping, brokenFeatures: 'report' });
    expect(permits).toEqual([]);
    expect(notesOf(report, 'leftOut')).toEqual(['features[0]: data.assessment.planningOfficerDecision is null']);
  });
});

test('a table of permits with days and numbers as an office writes them', async () => {
  const path = join(folder, 'permits.csv');
  const wkt = 'POLYGON ((120 30, 120.001 30, 120.001 30.001, 120 30.001, 120 30))';
  await writeFile(
    path,
    `案号,类型,发证,面积,wkt\n建字001,建设工程,2024年3月5日,1200.5,"${wkt}"\n建字002,建设工程,2024-13-01,x,"${wkt}"\n`,
  );
  const mapping: FieldMapping = {
    fields: { caseNumber: '案号', kind: '类型', grantedOn: '发证', approvedAreaM2: '面积' },
    values: { kind: { 建设工程: 'buildingPermit' } },
  };
  const { permits, report } = await readPermitFile(path, { mapping, brokenFeatures: 'report' });
  expect(permits).toMatchObject([{ caseNumber: '建字001', grantedOn: '2024-03-05', approvedAreaM2: 1200.5 }]);
  expect(notesOf(report, 'refused')).toEqual([
    expect.stringMatching(/features\[1\]\.properties\.grantedOn.*2024-13-01/),
  ]);
});
