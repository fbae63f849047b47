import { BadInputError } from '#domain/errors.js';
import type { EvidenceKind, EvidenceMediaType } from '#domain/evidence.js';
import { pictureEnd } from './pictureEnd.js';

interface FileType {
  readonly mediaType: EvidenceMediaType;
  readonly extension: string;
  readonly kinds: readonly EvidenceKind[];
  readonly begins: (bytes: Buffer) => boolean;
}

const startsWith = (bytes: Buffer, text: string, at = 0): boolean =>
  bytes.toString('latin1', at, at + text.length) === text;

const FILE_TYPES: readonly FileType[] = [
  {
    mediaType: 'image/jpeg',
    extension: '.jpg',
    kinds: ['photo', 'attachment'],
    begins: (bytes) => startsWith(bytes, '\xff\xd8\xff'),
  },
  {
    mediaType: 'image/png',
    extension: '.png',
    kinds: ['photo', 'attachment'],
    begins: (bytes) => startsWith(bytes, '\x89PNG\r\n\x1a\n'),
  },
  {
    mediaType: 'image/webp',
    extension: '.webp',
    kinds: ['photo', 'attachment'],
    begins: (bytes) => startsWith(bytes, 'RIFF') && startsWith(bytes, 'WEBP', 8),
  },
  {
    mediaType: 'application/pdf',
    extension: '.pdf',
    kinds: ['attachment'],
    begins: (bytes) => startsWith(bytes, '%PDF-'),
  },
];

/**
 * The type of a file by its first bytes; its name and what the sender claims count for nothing.
 * @throws BadInputError where it is none of the types kept for this kind
 */
export function fileTypeOf(bytes: Buffer, kind: EvidenceKind): Pick<FileType, 'mediaType' | 'extension'> {
  const type = FILE_TYPES.find(({ begins }) => begins(bytes));
  if (type?.kinds.includes(kind)) return { mediaType: type.mediaType, extension: type.extension };
  const kept = FILE_TYPES.filter(({ kinds }) => kinds.includes(kind)).map(({ mediaType }) => mediaType);
  throw new BadInputError(`not a file that is kept as ${kind}`, {
    code: 'evidence.type',
    where: 'file',
    found: type?.mediaType ?? `bytes that begin ${bytes.subarray(0, 8).toString('hex') || 'with nothing'}`,
    expected: kept.join(', '),
  });
}

/** A reader of PDF looks for its mark in the first kilobyte; a reader of ZIP for its directory in the last 64 KiB. */
const PDF_SEARCH_BYTES = 1024;
const ZIP_SEARCH_BYTES = 65_557;
const ZIP_DIRECTORY_END = Buffer.from('PK\x05\x06', 'latin1');
const MARKUP = /<(?:!doctype|html|script|svg|iframe|\?php)/i;

/**
 * Refuses a file that is a picture and something else as well. After the picture only what phones put there is let pass:
 * further pictures (multi-picture format), the video of a moving photo, and Samsung's trailer.
 * @throws BadInputError saying what the other thing is
 */
export function refusePolyglot(bytes: Buffer, mediaType: EvidenceMediaType): void {
  const tail = bytes.subarray(Math.max(0, bytes.length - ZIP_SEARCH_BYTES));
  if (tail.includes(ZIP_DIRECTORY_END)) throw polyglot('a ZIP archive too');
  if (mediaType === 'application/pdf') return;
  if (bytes.subarray(0, PDF_SEARCH_BYTES).includes('%PDF-')) throw polyglot('a PDF too');
  const end = pictureEnd(bytes, mediaType);
  if (end === null) throw polyglot('a picture that breaks off', 'a whole picture');
  const rest = bytes.subarray(end);
  if (rest.every((byte) => byte === 0)) return;
  if (MARKUP.test(rest.toString('latin1'))) throw polyglot('a page with scripts behind the picture');
  const isOfPhone =
    startsWith(rest, '\xff\xd8') || startsWith(rest, 'ftyp', 4) || startsWith(rest, 'SEFT', rest.length - 4);
  if (!isOfPhone) throw polyglot(`${rest.length} bytes behind the picture`);
}

function polyglot(found: string, expected = 'a picture and nothing else'): BadInputError {
  return new BadInputError('not only a picture', { code: 'evidence.polyglot', where: 'file', found, expected });
}
