/** TIFF compression codes that are known by name. */
export const COMPRESSION = {
  none: 1,
  lzw: 5,
  jpeg: 7,
  deflate: 8,
  packBits: 32773,
  oldDeflate: 32946,
  lerc: 34887,
  zstd: 50000,
  webp: 50001,
} as const;

const NAMES: Readonly<Record<number, string>> = {
  1: 'none',
  2: 'CCITT RLE',
  3: 'CCITT fax 3',
  4: 'CCITT fax 4',
  5: 'LZW',
  6: 'old-style JPEG',
  7: 'JPEG',
  8: 'DEFLATE',
  32766: 'NeXT',
  32773: 'PACKBITS',
  32809: 'ThunderScan',
  32946: 'DEFLATE',
  34676: 'SGILOG',
  34677: 'SGILOG24',
  34712: 'JPEG 2000',
  34887: 'LERC',
  34925: 'LZMA',
  50000: 'ZSTD',
  50001: 'WEBP',
  50002: 'JPEG XL',
};

export const compressionName = (code: number): string => NAMES[code] ?? `compression code ${code}`;

const READ = new Set<number>(Object.values(COMPRESSION));

/** True for the compressions that blocks can be decoded from. */
export const isReadCompression = (code: number): boolean => READ.has(code);

const PREDICTED = new Set<number>([COMPRESSION.lzw, COMPRESSION.deflate, COMPRESSION.oldDeflate, COMPRESSION.zstd]);

/** True for the compressions that a predictor may stand before; others leave the tag without meaning, as libtiff does. */
export const isPredicted = (code: number): boolean => PREDICTED.has(code);

export const READ_COMPRESSIONS = 'none, DEFLATE, LZW, PACKBITS, ZSTD, JPEG, WEBP or LERC';
