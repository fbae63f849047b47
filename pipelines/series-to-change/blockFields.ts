/** Numbers of a block's pixels, field by field, each row-major: fields that nobody asks for need not be in memory. */
export interface BlockFields {
  readonly pixels: number;
  /** How many fields there are. */
  readonly count: number;
  /** To look at only: fields that are alike may share memory. */
  readonly of: (field: number) => Float32Array;
  /** To change. What `of` gave for the field before is no longer its memory. */
  readonly changing: (field: number) => Float32Array;
}

/** Fields that stand one after the other. */
export function fieldsOf(numbers: Float32Array, pixels: number): BlockFields {
  const field = (number: number): Float32Array => numbers.subarray(number * pixels, (number + 1) * pixels);
  return { pixels, count: numbers.length / pixels, of: field, changing: field };
}

/** Single pixels of a block: their numbers in a row, and back. */
export interface PixelRows {
  /** @param fields those that are wanted, the others of `own` stay as they are; left out: all */
  readonly gather: (pixel: number, own: Float32Array, fields?: readonly number[]) => void;
  /** Numbers that did not change are left alone. */
  readonly scatter: (pixel: number, own: Float32Array) => void;
}

export function pixelRows(block: BlockFields): PixelRows {
  const planes: (Float32Array | undefined)[] = Array.from({ length: block.count });
  const planeOf = (field: number): Float32Array => (planes[field] ??= block.of(field));
  const all = Array.from({ length: block.count }, (_, field) => field);
  return {
    gather(pixel, own, fields = all) {
      for (const field of fields) own[field] = planeOf(field)[pixel]!;
    },
    scatter(pixel, own) {
      for (let field = 0; field < own.length; field++) {
        if (Object.is(planeOf(field)[pixel], own[field])) continue;
        const plane = block.changing(field);
        plane[pixel] = own[field]!;
        planes[field] = plane;
      }
    },
  };
}
