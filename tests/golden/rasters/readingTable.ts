import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { BadInputError } from '#domain/errors.js';
import { openRaster } from '#store/rasters/openRaster.js';
import { rasterStatistics } from '#store/rasters/rasterStatistics.js';

/** What GDAL 3.6.2 says of one file; `breadth` gives checksums by band. */
interface Expectation {
  readonly read?: string;
  readonly width?: number;
  readonly height?: number;
  readonly checksum?: number;
  readonly per_band?: readonly { readonly checksum?: number }[];
}

type Outcome = 'same' | 'other' | 'refused' | 'notTried';

const MAX_PIXELS = 64e6;
const BEGIN = '<!-- reading table: begin -->';
const END = '<!-- reading table: end -->';
export const README = join(import.meta.dirname, '../../../store/rasters/README.md');

async function outcomeOf(path: string, expected: Expectation): Promise<{ outcome: Outcome; found: string }> {
  try {
    const raster = await openRaster(path);
    try {
      const { width, height } = raster.header;
      // Of the files that GDAL reads; the others are to be refused, however large they say they are.
      const isRead = expected.read === 'ok' || expected.read === undefined;
      if (isRead && width * height > MAX_PIXELS) return { outcome: 'notTried', found: '' };
      const { bands } = await rasterStatistics(raster);
      const checksums = expected.per_band?.map(({ checksum }) => checksum) ?? [expected.checksum];
      const isSame =
        width === expected.width &&
        height === expected.height &&
        checksums.every((checksum, band) => checksum === bands[band]?.checksum);
      return { outcome: isSame ? 'same' : 'other', found: '' };
    } finally {
      raster.close();
    }
  } catch (error) {
    if (!(error instanceof BadInputError)) throw error;
    return { outcome: 'refused', found: error.detail.found ?? error.detail.code };
  }
}

/** The Markdown table of what is read of `breadth` and `hostile` below a folder of real data, held against GDAL. */
export async function readingTable(data: string): Promise<string> {
  const rows = new Map<string, Record<'files' | 'readable' | Outcome | 'unreadableRefused', number>>();
  const refusals = new Map<string, number>();
  for (const set of ['breadth', 'hostile']) {
    const text = readFileSync(join(data, set, 'expected.json'), 'utf8');
    for (const [name, expected] of Object.entries(JSON.parse(text) as Record<string, Expectation>)) {
      const folder = set === 'breadth' ? set : `${set}/${name.split('/')[0]}`;
      const row = rows.get(folder) ?? {
        files: 0,
        readable: 0,
        same: 0,
        other: 0,
        refused: 0,
        notTried: 0,
        unreadableRefused: 0,
      };
      rows.set(folder, row);
      row.files++;
      const { outcome, found } = await outcomeOf(join(data, set, name), expected);
      if (set === 'hostile' && expected.read !== 'ok') {
        if (outcome === 'refused') row.unreadableRefused++;
        continue;
      }
      row.readable++;
      row[outcome]++;
      if (outcome !== 'refused') continue;
      const kind = found.replace(/ \d+x\d+/, '');
      refusals.set(kind, (refusals.get(kind) ?? 0) + 1);
    }
  }
  return formatTable(rows, refusals);
}

function formatTable(
  rows: ReadonlyMap<string, Readonly<Record<string, number>>>,
  refusals: ReadonlyMap<string, number>,
): string {
  const lines = [...rows].map(
    ([folder, row]) =>
      `| ${folder} | ${row['files']} | ${row['readable']} | ${row['same']} | ${row['other']} | ${row['refused']} | ` +
      `${row['notTried']} | ${row['files']! - row['readable']!} | ${row['unreadableRefused']} |`,
  );
  const reasons = [...refusals].sort(([, a], [, b]) => b - a).map(([found, count]) => `${found} (${count})`);
  return [
    '| set | files | GDAL reads | same checksums | others | refused | over 64 Mpx | GDAL does not read | of these refused |',
    '| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |',
    ...lines,
    '',
    `Refused though GDAL reads them: ${reasons.join(', ')}.`,
  ].join('\n');
}

/** The table as it stands in the README. */
export function tableOfReadme(): string {
  const text = readFileSync(README, 'utf8');
  return text.slice(text.indexOf(BEGIN) + BEGIN.length, text.indexOf(END)).trim();
}

/** Run as a program: puts the table of the real data in the given folder into the README. */
if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const table = await readingTable(process.argv[2] ?? '../shared/data');
  const text = readFileSync(README, 'utf8');
  const from = text.indexOf(BEGIN) + BEGIN.length;
  writeFileSync(README, `${text.slice(0, from)}\n\n${table}\n\n${text.slice(text.indexOf(END))}`);
}
