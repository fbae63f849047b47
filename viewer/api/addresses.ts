import type { BandCombination } from '../state/bandCombination.js';
import { BAND_COMBINATIONS } from '../state/bandCombination.js';

/** Addresses of pictures and tiles, which the browser asks for by itself. `{z}`, `{x}`, `{y}` are the map's to fill in. */

export function sceneTileAddress(sceneId: string, bands: readonly string[]): string {
  return `/tiles/scenes/${sceneId}/{z}/{x}/{y}.webp?bands=${bands.map(encodeURIComponent).join(',')}&stretch=auto`;
}

export function layerTileAddress(layer: { readonly id: string; readonly version: string }): string {
  return `/tiles/layers/${encodeURIComponent(layer.id)}/${encodeURIComponent(layer.version)}/{z}/{x}/{y}.mvt`;
}

/** @param selection what narrows the alerts down, as in the API's list */
export function alertTileAddress(selection: Readonly<Record<string, string>>): string {
  return `/tiles/alerts/{z}/{x}/{y}.mvt?${new URLSearchParams(selection).toString()}`;
}

/** @param combination null: the server's choice, natural colour where the scene has it */
export function chipAddress(alertId: string, epoch: 'before' | 'after', combination: BandCombination | null): string {
  const bands = combination === null ? '' : `?bands=${BAND_COMBINATIONS[combination].join(',')}`;
  return `/v1/alerts/${alertId}/chips/${epoch}.webp${bands}`;
}

export function evidenceThumbnailAddress(alertId: string, evidenceId: string): string {
  return `/v1/alerts/${alertId}/evidence/${evidenceId}/thumbnail.webp`;
}

export function evidenceFileAddress(alertId: string, evidenceId: string): string {
  return `/v1/alerts/${alertId}/evidence/${evidenceId}/file`;
}
