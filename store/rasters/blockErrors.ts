import { BadInputError } from '#domain/errors.js';
import { compressionName, READ_COMPRESSIONS } from './compression.js';

/** The image that a block belongs to, as far as messages need it. */
interface BlockOrigin {
  readonly path: string;
  readonly compression: number;
}

/** A block compressed in a way that is not read, with the compression's name. */
export function unreadCompression(layout: BlockOrigin): BadInputError {
  return new BadInputError('this compression is not read', {
    code: 'raster.compression',
    where: layout.path,
    found: compressionName(layout.compression),
    expected: READ_COMPRESSIONS,
  });
}

/** A block that cannot be what its image says it is. */
export function corruptBlock(layout: BlockOrigin, found: string, cause?: unknown): BadInputError {
  return new BadInputError(
    `a block of ${compressionName(layout.compression)} data is broken`,
    { code: 'raster.corruptBlock', where: layout.path, found, expected: 'a complete block' },
    { cause },
  );
}
