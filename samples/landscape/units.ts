import type { LandCoverClass } from '#domain/landCover.js';

/** What a piece of ground is made of; each kind has its spectrum in `imagery/spectra`. */
export const COVER_KINDS = [
  'cropland',
  'orchard',
  'tea',
  'greenhouse',
  'pond',
  'reservoir',
  'evergreenForest',
  'deciduousForest',
  'bamboo',
  'scrub',
  'grass',
  'river',
  'sandBar',
  'reeds',
  'track',
  'canal',
  'asphalt',
  'concreteRoad',
  'concreteRoof',
  'tileRoof',
  'redRoof',
  'blueRoof',
  'brightRoof',
  'pavement',
  'courtyard',
  'urbanTree',
  'park',
  'sportsField',
  'bareSoil',
  'earthworks',
  'flooded',
  'mud',
  'burnt',
  'regrowth',
  'filmMulch',
  'solar',
] as const;
export type CoverKind = (typeof COVER_KINDS)[number];

export const CROPS = ['wheatRice', 'rapeRice', 'singleRice', 'vegetables'] as const;
export type Crop = (typeof CROPS)[number];

/** A piece of ground with one look: a parcel, or a shade of roof or forest shared by many places. */
export interface Unit {
  readonly kind: CoverKind;
  /** Brightness against the kind's own, about 0.8–1.2. */
  readonly tone: number;
  /** Where it stands between the kind's two extremes, 0–1 (leaf colour, roof colour, wetness). */
  readonly variant: number;
  /** For cropland: the crop of the first season and, after the autumn sowing, of the next; days it runs late. */
  readonly crop?: Crop;
  readonly nextCrop?: Crop;
  readonly lateDays?: number;
}

export class UnitTable {
  readonly units: Unit[] = [{ kind: 'grass', tone: 1, variant: 0.5 }];
  private readonly shared = new Map<string, number>();

  add(unit: Unit): number {
    if (this.units.length >= 65_535) throw new RangeError('more than 65535 units of ground');
    this.units.push(unit);
    return this.units.length - 1;
  }

  /** The id of one of 64 shared looks of a kind, by tone step and variant step (0–7 each). */
  look(kind: CoverKind, toneStep: number, variantStep: number): number {
    const key = `${kind}/${toneStep & 7}/${variantStep & 7}`;
    const known = this.shared.get(key);
    if (known !== undefined) return known;
    const id = this.add({ kind, tone: 0.86 + 0.04 * (toneStep & 7), variant: (variantStep & 7) / 7 });
    this.shared.set(key, id);
    return id;
  }
}

const CLASS_OF_KIND: Readonly<Record<CoverKind, LandCoverClass>> = {
  cropland: 'cropland',
  orchard: 'vegetation',
  tea: 'vegetation',
  greenhouse: 'greenhouse',
  pond: 'water',
  reservoir: 'water',
  evergreenForest: 'forest',
  deciduousForest: 'forest',
  bamboo: 'forest',
  scrub: 'grass',
  grass: 'grass',
  river: 'water',
  sandBar: 'bare',
  reeds: 'grass',
  track: 'bare',
  canal: 'water',
  asphalt: 'road',
  concreteRoad: 'road',
  concreteRoof: 'builtUp',
  tileRoof: 'builtUp',
  redRoof: 'builtUp',
  blueRoof: 'builtUp',
  brightRoof: 'builtUp',
  pavement: 'builtUp',
  courtyard: 'builtUp',
  urbanTree: 'vegetation',
  park: 'grass',
  sportsField: 'grass',
  bareSoil: 'bare',
  earthworks: 'earthworks',
  flooded: 'water',
  mud: 'bare',
  burnt: 'bare',
  regrowth: 'vegetation',
  filmMulch: 'greenhouse',
  solar: 'solar',
};

/** The land-cover class a person would map. */
export const classOfKind = (kind: CoverKind): LandCoverClass => CLASS_OF_KIND[kind];
