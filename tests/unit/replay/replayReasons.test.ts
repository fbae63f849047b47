import { expect, test } from '@jest/globals';
import { replayReasons, type PatchInputs } from '#pipelines/patches-to-findings/index.js';
import { featureOf, layerOf, permitOf, rect } from '../rules/ground.js';

const NOTHING: PatchInputs = {
  layers: [],
  features: [],
  permits: [],
  orders: [],
  settledAlerts: [],
  patchIdsOnPermits: [],
};
const kinds = [{ kinds: ['zoneConflict'] as const }];

test('rules of other kinds are no reason; what concerns all rules is', () => {
  const changes = [
    { path: '/rules/zoneConflict/toleranceM2', before: 100, after: 200 },
    { path: '/rules/rebound/toleranceM2', before: 100, after: 200 },
    { path: '/gsdShare', before: 1, after: 0.5 },
    { path: '/useClasses/07', before: null, after: { codePrefix: '07', classes: ['builtUp'] } },
  ];
  expect(replayReasons(kinds, changes, NOTHING, NOTHING)).toEqual([
    { subject: 'rule', id: '/rules/zoneConflict/toleranceM2', before: '100', after: '200' },
    { subject: 'rule', id: '/gsdShare', before: '1', after: '0.5' },
    { subject: 'rule', id: '/useClasses/07', before: null, after: '{"classes":["builtUp"],"codePrefix":"07"}' },
  ]);
});

test('inputs that are not the same are named with what they were and are; those that are, are not', () => {
  const area = rect(0, 0, 10, 10);
  const zone = layerOf('zone');
  const far = { ...layerOf('greenLine'), id: 'far' };
  const before: PatchInputs = {
    ...NOTHING,
    layers: [zone, far],
    features: [featureOf(zone, area)],
    permits: [permitOf({ caseNumber: '同' }), permitOf({ caseNumber: '改', revision: 1 })],
    orders: [{ id: 'o', kind: 'stopOrder', issuedOn: '2024-01-02', geometry: area }],
    patchIdsOnPermits: ['a', 'a'],
  };
  const after: PatchInputs = {
    ...before,
    layers: [
      { ...zone, version: 'next' },
      { ...far, version: 'next' },
    ],
    features: [],
    permits: [
      permitOf({ caseNumber: '同' }),
      permitOf({ caseNumber: '改', revision: 2 }),
      permitOf({ caseNumber: '新' }),
    ],
    orders: [],
    settledAlerts: [{ id: 's', geometry: area, closedOn: '2024-05-01', rectifiedOn: null }],
    patchIdsOnPermits: ['a', 'b'],
  };
  expect(replayReasons(kinds, [], before, before)).toEqual([]);
  expect(replayReasons(kinds, [], before, after)).toEqual([
    { subject: 'layer', id: zone.id, before: zone.version, after: 'next' },
    { subject: 'permit', id: '改', before: '1', after: '2' },
    { subject: 'permit', id: '新', before: null, after: '1' },
    { subject: 'order', id: 'o', before: '2024-01-02', after: null },
    { subject: 'settledAlert', id: 's', before: null, after: '2024-05-01' },
    { subject: 'otherPatches', id: '', before: '1', after: '2' },
  ]);
});
