import { describe, expect, test } from '@jest/globals';
import { fieldOfWhere, manifestOf } from '../../../viewer/layers/layerManifest.js';

describe('the form of a layer import', () => {
  test('sends what was filled in, fields by our names, and nothing that was left empty', () => {
    const values = { id: 'redline', kind: 'ecologicalRedline', validTo: '', crs: 'EPSG:4549', 'field.code': 'YDDM' };
    expect(manifestOf(values)).toEqual({
      id: 'redline',
      kind: 'ecologicalRedline',
      crs: 'EPSG:4549',
      fields: { code: 'YDDM' },
    });
    expect(manifestOf({ id: 'redline', mapping: 'county' })).toEqual({ id: 'redline', mapping: 'county' });
  });

  test.each([
    ['manifest.validFrom', 'validFrom'],
    ['manifest.fields.code', 'field.code'],
    ['layer redline, version 2023: validTo', 'validTo'],
    ['layer redline, version 2023: kind', 'kind'],
    ['layer redline, version 2023', 'version'],
    ['file', null],
    ['feature 3', null],
    [null, null],
  ])('a refusal about %s stands beside %s', (where, field) => {
    expect(fieldOfWhere(where)).toBe(field);
  });
});
