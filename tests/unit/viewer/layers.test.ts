import { expect, test } from '@jest/globals';
import { LAYER_KINDS } from '#domain/layer.js';
import { drawRank, layersInForce, type DatedLayer } from '../../../viewer/state/layersInForce.js';
import { OPENING_SWITCHES, switchesFromText, switchesToText, withSwitch } from '../../../viewer/state/layerSwitches.js';

const layer = (id: string, version: string, validFrom: string, validTo: string | null): DatedLayer => ({
  id,
  version,
  kind: id === 'zones' ? 'zone' : 'ecologicalRedline',
  validFrom,
  validTo,
});

test('of each layer the version in force on the day is shown, both ends inclusive', () => {
  const layers = [layer('redline', '1', '2020-01-01', '2023-12-31'), layer('redline', '2', '2024-01-01', null)];
  const versionOn = (day: string): string[] => layersInForce(layers, day).map(({ version }) => version);
  expect(versionOn('2023-12-31')).toEqual(['1']);
  expect(versionOn('2024-01-01')).toEqual(['2']);
  expect(versionOn('2019-12-31')).toEqual([]);
});

test('of overlapping versions the latest begun is shown', () => {
  const layers = [layer('redline', '2', '2022-01-01', null), layer('redline', '1', '2020-01-01', null)];
  expect(layersInForce(layers, '2024-01-01').map(({ version }) => version)).toEqual(['2']);
});

test('control lines are drawn above zones', () => {
  const layers = [layer('redline', '1', '2020-01-01', null), layer('zones', '1', '2020-01-01', null)];
  expect(layersInForce(layers, '2024-01-01').map(({ id }) => id)).toEqual(['zones', 'redline']);
});

test('every kind of layer has a place in the drawing order', () => {
  const ranks = LAYER_KINDS.map((kind) => drawRank({ kind }));
  expect(ranks.toSorted((a, b) => a - b)).toEqual(LAYER_KINDS.map((_, index) => index));
});

test('switches survive being kept as text; without a text the opening ones hold, with an empty one none', () => {
  const switches = withSwitch(withSwitch(OPENING_SWITCHES, 'permits', true), 'alerts', false);
  expect(switchesFromText(switchesToText(switches))).toEqual(switches);
  expect(switchesFromText(null)).toEqual(OPENING_SWITCHES);
  expect(switchesFromText('')).toEqual([]);
  expect(switchesFromText('permits,unheardOf')).toEqual(['permits']);
});
