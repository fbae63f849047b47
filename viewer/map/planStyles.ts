import type { LayerKind } from '#domain/layer.js';

/** How a kind of plan layer is drawn: the colours that planning maps use for it, kept legible over imagery. */
export interface PlanStyle {
  readonly stroke: string;
  readonly width: number;
  readonly dash: readonly number[];
  readonly fill: string | null;
  /** Colour of diagonal hatching over the fill. */
  readonly hatch: string | null;
}

const line = (stroke: string, width: number, rest: Partial<PlanStyle> = {}): PlanStyle => ({
  stroke,
  width,
  dash: [],
  fill: null,
  hatch: null,
  ...rest,
});

export const PLAN_STYLES: Readonly<Record<LayerKind, PlanStyle>> = {
  ecologicalRedline: line('#e5001f', 2.2, { fill: 'rgb(229 0 31 / 6%)', hatch: 'rgb(229 0 31 / 55%)' }),
  permanentBasicFarmland: line('#4f8f1d', 1.4, { fill: 'rgb(255 236 66 / 30%)' }),
  urbanGrowthBoundary: line('#e800c8', 2.6, { dash: [12, 4, 2, 4] }),
  zone: line('#6b4f2a', 1, { fill: 'rgb(214 170 110 / 14%)' }),
  detailedPlanParcel: line('#8a3d00', 1.2, { fill: 'rgb(255 178 102 / 14%)' }),
  landClass: line('#3c6e71', 0.8, { fill: 'rgb(110 190 180 / 12%)' }),
  heritageLine: line('#7a1fa2', 2, { fill: 'rgb(122 31 162 / 12%)' }),
  waterLine: line('#0050d8', 2, { fill: 'rgb(0 120 255 / 14%)' }),
  greenLine: line('#00933b', 2, { fill: 'rgb(0 170 70 / 14%)' }),
  utilityLine: line('#b38600', 2, { fill: 'rgb(255 204 0 / 20%)' }),
  adminRegion: line('#2b2b2b', 2, { dash: [14, 4, 3, 4, 3, 4] }),
};

/** Lines that are only seen on dark and bright ground alike with a light rim below them. */
export const HALO = 'rgb(255 255 255 / 75%)';

/** Distance between hatch lines, CSS pixels; it divides a 256-pixel tile, so that tiles join without a seam. */
export const HATCH_SPACING = 8;

export const PERMIT_STYLE = { stroke: '#00e0ff', width: 1.8, fill: 'rgb(0 224 255 / 10%)' } as const;
export const PATCH_STYLE = { stroke: '#ffffff', width: 1.4, fill: 'rgb(255 255 255 / 14%)' } as const;
