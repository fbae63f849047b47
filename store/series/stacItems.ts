import { BadInputError } from '#domain/errors.js';

interface StacAsset {
  readonly href?: string;
  readonly 'eo:bands'?: readonly { readonly common_name?: string; readonly name?: string }[];
  readonly bands?: readonly { readonly 'eo:common_name'?: string; readonly name?: string }[];
  readonly 'raster:bands'?: readonly { readonly scale?: number; readonly offset?: number; readonly nodata?: number }[];
  readonly roles?: readonly string[];
}

export interface StacItem {
  readonly id?: string;
  readonly collection?: string;
  readonly properties?: { readonly datetime?: string | null; readonly platform?: string };
  readonly assets?: Readonly<Record<string, StacAsset>>;
  readonly links?: readonly { readonly rel?: string; readonly href?: string }[];
}

/** Names of STAC (eo extension) that we call otherwise. */
const OUR_NAMES: Readonly<Record<string, string>> = { swir16: 'swir1', swir22: 'swir2', nir08: 'nir' };
const BANDS = new Set(['blue', 'green', 'red', 'nir', 'swir1', 'swir2']);
/** Assets that say what was seen, by their usual key. */
const QUALITY_KEYS: Readonly<Record<string, string>> = { scl: 'scl', qa_pixel: 'qaPixel', fmask: 'fmask' };

export function isItemCollection(value: unknown): value is { readonly features: readonly StacItem[] } {
  const { type, features } = (value ?? {}) as { type?: unknown; features?: unknown };
  const [first] = Array.isArray(features) ? (features as StacItem[]) : [];
  return type === 'FeatureCollection' && first?.assets !== undefined;
}

/** The items of a STAC search as a series manifest: bands by their common names, quality by the usual key. */
export function manifestOfItems({ features }: { readonly features: readonly StacItem[] }, where: string): unknown {
  return {
    id: where.replace(/^.*[/\\]/, '').replace(/\.[^.]*$/, ''),
    observations: features.map((item, index) => observationOf(item, `${where}.features[${index}]`)),
  };
}

function observationOf({ id, properties, assets = {} }: StacItem, where: string): unknown {
  const bands: Record<string, unknown> = {};
  let scaling: { scale?: number; offset?: number; nodata?: number } = {};
  let quality: unknown = null;
  for (const [key, asset] of Object.entries(assets)) {
    if (asset.href === undefined) continue;
    const coding = QUALITY_KEYS[key.toLowerCase()];
    if (coding !== undefined) quality = { path: asset.href, band: 1, coding };
    bandsOf(asset, key).forEach((name, index) => {
      if (!BANDS.has(name) || bands[name] !== undefined) return;
      bands[name] = { path: asset.href, band: index + 1 };
      const [raster] = asset['raster:bands'] ?? [];
      if (raster !== undefined)
        scaling = {
          scale: raster.scale ?? 1,
          offset: raster.offset ?? 0,
          ...(raster.nodata !== undefined && { nodata: raster.nodata }),
        };
    });
  }
  if (Object.keys(bands).length === 0 || typeof properties?.datetime !== 'string') {
    throw new BadInputError('a STAC item that no look can be made of', {
      code: 'series.stac',
      where,
      found: `${id ?? 'no id'}, assets ${Object.keys(assets).join(', ') || '(none)'}`,
      expected: 'a datetime, and assets whose bands have common names (eo extension)',
    });
  }
  return { time: properties.datetime, bands, quality, sensor: properties.platform ?? null, ...scaling };
}

function bandsOf(asset: StacAsset, key: string): string[] {
  const described =
    asset.bands?.map((band) => band['eo:common_name'] ?? band.name) ??
    asset['eo:bands']?.map((band) => band.common_name ?? band.name);
  return (described ?? [key]).map((name) => OUR_NAMES[name ?? ''] ?? name ?? '');
}
