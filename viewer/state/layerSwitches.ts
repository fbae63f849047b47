import { LAYER_KINDS, type LayerKind } from '#domain/layer.js';

/** What can be switched on the map beside the imagery: kinds of plan layers, and the data of the monitoring. */
export const DATA_SWITCHES = ['alerts', 'patches', 'permits'] as const;
export type LayerSwitch = LayerKind | (typeof DATA_SWITCHES)[number];
export const LAYER_SWITCHES: readonly LayerSwitch[] = [...LAYER_KINDS, ...DATA_SWITCHES];

/** On at first: the three control lines and the alerts; the rest would cover the imagery. */
export const OPENING_SWITCHES: readonly LayerSwitch[] = [
  'ecologicalRedline',
  'permanentBasicFarmland',
  'urbanGrowthBoundary',
  'alerts',
];

/** Switches kept from an earlier visit; null or an unreadable text gives the opening ones. */
export function switchesFromText(text: string | null): readonly LayerSwitch[] {
  if (text === null) return OPENING_SWITCHES;
  const names = new Set(text.split(','));
  return LAYER_SWITCHES.filter((name) => names.has(name));
}

export function switchesToText(switches: readonly LayerSwitch[]): string {
  return switches.join(',');
}

export function withSwitch(switches: readonly LayerSwitch[], name: LayerSwitch, isOn: boolean): LayerSwitch[] {
  return LAYER_SWITCHES.filter((other) => (other === name ? isOn : switches.includes(other)));
}
