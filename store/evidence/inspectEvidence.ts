import { readFile } from 'node:fs/promises';
import sharp, { type Metadata } from 'sharp';
import { BadInputError } from '#domain/errors.js';
import type { EvidenceKind, EvidenceMediaType, PhotoFacts } from '#domain/evidence.js';
import { exifFacts } from './photoExif.js';
import { fileTypeOf, refusePolyglot } from './fileType.js';

/** What a file is, found out by reading all of it. */
export interface InspectedEvidence {
  readonly mediaType: EvidenceMediaType;
  /** For the object store: `.jpg`. */
  readonly extension: string;
  readonly photo: PhotoFacts | null;
  /** WebP, upright, without what the camera wrote; null for what is no picture. */
  readonly thumbnail: Buffer | null;
}

/** Phones take 108 megapixels; a picture that is decoded in several passes stays in memory whole. */
const MOST_PIXELS = 120e6;
const MOST_PIXELS_IN_PASSES = 40e6;
const DECODE_SECONDS = 30;
const THUMBNAIL_PIXELS = 640;

/**
 * Reads a file that was handed in. The picture is decoded to its end, so that one that is cut short or damaged is found now.
 * @throws BadInputError where it is of another type, more than a picture, too large when unpacked, or cannot be decoded
 */
export async function inspectEvidence(path: string, kind: EvidenceKind): Promise<InspectedEvidence> {
  const bytes = await readFile(path);
  const type = fileTypeOf(bytes, kind);
  refusePolyglot(bytes, type.mediaType);
  if (type.mediaType === 'application/pdf') return { ...type, photo: null, thumbnail: null };
  const { photo, thumbnail } = await inspectPicture(bytes);
  return { ...type, photo: kind === 'photo' ? photo : null, thumbnail };
}

async function inspectPicture(bytes: Buffer): Promise<{ photo: PhotoFacts; thumbnail: Buffer }> {
  const options = { failOn: 'warning', limitInputPixels: MOST_PIXELS, sequentialRead: true, pages: 1 } as const;
  try {
    const metadata = await sharp(bytes, { ...options, limitInputPixels: false }).metadata();
    refuseHuge(metadata);
    const thumbnail = await sharp(bytes, options)
      .autoOrient()
      .resize(THUMBNAIL_PIXELS, THUMBNAIL_PIXELS, { fit: 'inside', withoutEnlargement: true })
      .flatten({ background: '#ffffff' })
      .webp({ quality: 82 })
      .timeout({ seconds: DECODE_SECONDS })
      .toBuffer();
    const { width, height } = metadata.autoOrient;
    return { photo: { widthPixels: width, heightPixels: height, ...(await exifFacts(metadata.exif)) }, thumbnail };
  } catch (error) {
    if (error instanceof BadInputError) throw error;
    const found = error instanceof Error ? error.message.split('\n')[0]! : String(error);
    const detail = { code: 'evidence.unreadable', where: 'file', found, expected: 'a picture that can be decoded' };
    throw new BadInputError('the picture cannot be read', detail, { cause: error });
  }
}

function refuseHuge({ width, height, pages, isProgressive }: Metadata): void {
  const limit = isProgressive === true ? MOST_PIXELS_IN_PASSES : MOST_PIXELS;
  const isStill = (pages ?? 1) === 1;
  if (isStill && width * height <= limit) return;
  throw new BadInputError('too large when unpacked', {
    code: 'evidence.tooManyPixels',
    where: 'file',
    found: isStill ? `${width} × ${height} pixels` : `${pages} pictures in one file`,
    expected: isStill ? `at most ${limit / 1e6} million pixels` : 'one picture',
  });
}
