import { describe, expect, test } from '@jest/globals';
import { nonconformities } from '../support/openApiAnswers.js';

const GEOJSON = 'application/geo+json; charset=utf-8';
const page = { type: 'FeatureCollection', features: [], numberMatched: 0, nextCursor: null };
const alerts = (json: unknown, status = 200, contentType = GEOJSON) =>
  nonconformities('GET', '/v1/alerts', { status, contentType, json });

describe('an answer held against the OpenAPI document', () => {
  test('conforms, with more than was promised, or as a problem', () => {
    expect(alerts(page)).toEqual([]);
    expect(alerts({ ...page, more: 1 })).toEqual([]);
    const problem = { type: 'about:blank', title: 'x', status: 404, detail: 'd', code: 'c', requestId: 'r' };
    expect(alerts(problem, 404, 'application/problem+json')).toEqual([]);
  });

  test('does not where something is missing, of another type, status or medium', () => {
    expect(alerts({ ...page, numberMatched: undefined })).toEqual(["/ must have required property 'numberMatched'"]);
    expect(alerts({ ...page, numberMatched: -1 })).toEqual(['/numberMatched must be >= 0']);
    expect(alerts({ ...page, features: [{ type: 'Feature' }] })).toContain(
      "/features/0 must have required property 'id'",
    );
    expect(alerts(page, 202)).toEqual(['status 202 is not documented']);
    expect(alerts(page, 200, 'text/html')).toEqual(['text/html is not documented, only application/geo+json']);
    expect(alerts({ title: 'x' }, 400, 'application/problem+json')).not.toEqual([]);
    expect(nonconformities('GET', '/v1/nothing', { status: 200, contentType: GEOJSON, json: page })).toHaveLength(1);
  });
});
