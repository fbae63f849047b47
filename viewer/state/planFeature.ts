import type { Layer } from '../api/model.js';

/** An area of a plan layer that was picked on the map. */
export interface PlanFeature {
  readonly layer: Layer;
  /** Its name and code, as far as it has them. */
  readonly label: string;
}

/** Attributes that name an area, besides its own name: what it may be used for, its survey code. */
const CODES = ['use', 'code', 'class'] as const;

/** How an area is called, by the attributes that its vector tile carries; its number in the layer where it has no name. */
export function planFeatureLabel(properties: Readonly<Record<string, unknown>>): string {
  const textOf = (name: string): string => {
    const value = properties[name];
    return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
  };
  const name = textOf('name') || textOf('feature_id');
  const code = CODES.map(textOf).find((text) => text !== '' && text !== name) ?? '';
  return [name, code].filter(Boolean).join(' · ');
}
