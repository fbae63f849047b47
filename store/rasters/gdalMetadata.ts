import type { RasterBand } from './raster.js';

/** What the GDAL metadata tag says of the dataset and of its bands. */
export interface GdalMetadata {
  readonly dataset: Readonly<Record<string, string>>;
  readonly bands: readonly RasterBand[];
}

const ITEM = /<Item\b([^>]*)>([^<]*)<\/Item>/g;
const ATTRIBUTE = /(\w+)="([^"]*)"/g;

/** Reads the flat XML of TIFF tag 42112. What is not an item is skipped. */
export function parseGdalMetadata(xml: string | null, bandCount: number): GdalMetadata {
  const dataset: Record<string, string> = {};
  const bands = Array.from({ length: bandCount }, () => ({
    description: null as string | null,
    scale: 1,
    offset: 0,
    overviewResampling: null as string | null,
  }));
  for (const [, attributeText, rawValue] of (xml ?? '').matchAll(ITEM)) {
    const attributes = Object.fromEntries(
      Array.from(attributeText!.matchAll(ATTRIBUTE), ([, key, value]) => [key, unescapeXml(value!)]),
    ) as Readonly<Record<string, string | undefined>>;
    const value = unescapeXml(rawValue!);
    const { name, role, sample } = attributes;
    if (name === undefined) continue;
    if (sample === undefined) {
      dataset[name] = value;
      continue;
    }
    const band = bands[Number(sample)];
    if (band === undefined) continue;
    const number = Number(value);
    if (role === 'description') band.description = value;
    else if (role === 'scale' && Number.isFinite(number) && number !== 0) band.scale = number;
    else if (role === 'offset' && Number.isFinite(number)) band.offset = number;
    else if (name === 'OVERVIEW_RESAMPLING') band.overviewResampling = value;
  }
  return { dataset, bands };
}

/** Writes tag 42112; null where there is nothing to say. */
export function formatGdalMetadata({ dataset, bands }: GdalMetadata): string | null {
  const items = Object.entries(dataset).map(
    ([name, value]) => `<Item name="${escapeXml(name)}">${escapeXml(value)}</Item>`,
  );
  bands.forEach((band, sample) => {
    const item = (name: string, role: string | null, value: string) =>
      items.push(
        `<Item name="${name}" sample="${sample}"${role === null ? '' : ` role="${role}"`}>${escapeXml(value)}</Item>`,
      );
    if (band.description !== null) item('DESCRIPTION', 'description', band.description);
    if (band.scale !== 1 || band.offset !== 0) {
      item('OFFSET', 'offset', String(band.offset));
      item('SCALE', 'scale', String(band.scale));
    }
    if (band.overviewResampling !== null) item('OVERVIEW_RESAMPLING', null, band.overviewResampling);
  });
  return items.length === 0 ? null : `<GDALMetadata>\n  ${items.join('\n  ')}\n</GDALMetadata>`;
}

const ESCAPES: readonly (readonly [string, string])[] = [
  ['&', '&amp;'],
  ['<', '&lt;'],
  ['>', '&gt;'],
  ['"', '&quot;'],
];

const escapeOnce = (text: string): string =>
  ESCAPES.reduce((done, [plain, code]) => done.replaceAll(plain, code), text);

/** GDAL escapes what it writes into this tag twice, and undoes it twice. */
const escapeXml = (text: string): string => escapeOnce(escapeOnce(text));
const unescapeXml = (text: string): string => unescapeOnce(unescapeOnce(text));

const NAMED: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

const unescapeOnce = (text: string): string =>
  text.replace(
    /&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|(amp|lt|gt|quot|apos));/gi,
    (whole, hex?: string, decimal?: string, name?: string) => {
      if (name !== undefined) return NAMED[name.toLowerCase()]!;
      const code = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16);
      return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
    },
  );
