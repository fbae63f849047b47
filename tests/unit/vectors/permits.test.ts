import { describe, expect, test } from '@jest/globals';
import { BadInputError } from '#domain/errors.js';
import { notesOf, parsePermits } from '#store/vectors/index.js';

const SQUARE = {
  type: 'Polygon',
  coordinates: [
    [
      [120, 30],
      [120.001, 30],
      [120.001, 30.001],
      [120, 30.001],
      [120, 30],
    ],
  ],
};
const permit = (properties: object) => ({
  type: 'Feature',
  geometry: SQUARE,
  properties: { caseNumber: 'P1', kind: 'buildingPermit', grantedOn: '2024-01-01', ...properties },
});
const read = (...features: object[]) => parsePermits({ type: 'FeatureCollection', features }, 'permits.geojson');

describe('permits', () => {
  test('missing optional fields take their defaults', () => {
    expect(read(permit({})).permits).toEqual([
      {
        caseNumber: 'P1',
        kind: 'buildingPermit',
        revision: 1,
        projectId: null,
        stage: 'granted',
        grantedOn: '2024-01-01',
        validTo: null,
        withdrawnOn: null,
        approvedUse: [],
        approvedAreaM2: null,
        footprintAreaM2: null,
        buildDeadline: null,
        conditions: null,
        geometry: SQUARE,
      },
    ]);
  });

  test('a use given as one word reads as a list of one, unknown fields are let through', () => {
    expect(read(permit({ approvedUse: 'industry', remark: 'x' })).permits[0]!.approvedUse).toEqual(['industry']);
  });

  test.each([
    ['caseNumber', { caseNumber: '' }],
    ['caseNumber', { caseNumber: 12 }],
    ['kind', { kind: 'permitToDream' }],
    ['grantedOn', { grantedOn: '2024-02-30' }],
    ['grantedOn', { grantedOn: undefined }],
    ['grantedOn', { grantedOn: '2024/01/01' }],
    ['revision', { revision: 1.5 }],
    ['stage', { stage: 'gone' }],
    ['approvedAreaM2', { approvedAreaM2: -5 }],
    ['approvedUse', { approvedUse: 7 }],
    ['validTo', { validTo: '2023-12-31' }],
    ['withdrawnOn', { stage: 'withdrawn', withdrawnOn: '2023-06-01' }],
  ])('a wrong %s is refused by its path: %p', (field, properties) => {
    const work = () => read(permit({}), permit({ revision: 2, ...properties }));
    expect(work).toThrow(BadInputError);
    expect(work).toThrow(`permits.geojson: features[1].properties.${field}`);
  });

  test('a permit may end on the day it begins', () => {
    expect(read(permit({ validTo: '2024-01-01' })).permits[0]!.validTo).toBe('2024-01-01');
  });

  test('two revisions of a case number are read, one revision twice is refused', () => {
    expect(read(permit({}), permit({ revision: 2 })).permits).toHaveLength(2);
    expect(() => read(permit({}), permit({ kind: 'ruralPermit' }))).toThrow('also at features[0]');
  });

  test('a permit withdrawn without a date is read with a warning', () => {
    expect(notesOf(read(permit({ stage: 'withdrawn' })).report, 'warning')).toEqual([expect.stringContaining('P1')]);
  });
});
