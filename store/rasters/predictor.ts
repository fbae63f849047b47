/** Geometry of one decoded block; a row holds `width * samples` samples. */
export interface RowShape {
  readonly width: number;
  readonly rows: number;
  /** Samples that stand side by side for one pixel: 1 where bands are stored apart. */
  readonly samples: number;
}

type IntegerView = Uint8Array | Uint16Array | Uint32Array;

/**
 * Undoes horizontal differencing in place (TIFF predictor 2): each sample was stored as its difference from the same
 * band of the pixel to the left, modulo its word size. The words are in machine byte order.
 * @source TIFF 6.0, section 14
 */
export function undoHorizontal(words: IntegerView | BigUint64Array, { width, rows, samples }: RowShape): void {
  if (words instanceof BigUint64Array) return undoHorizontal64(words, { width, rows, samples });
  const rowLength = width * samples;
  for (let row = 0; row < rows; row++) {
    const start = row * rowLength;
    if (samples === 1) accumulateOne(words, start, rowLength);
    else if (samples === 4) accumulateFour(words, start, rowLength);
    else accumulateAny(words, start, rowLength, samples);
  }
}

function accumulateOne(words: IntegerView, start: number, length: number): void {
  let sum = 0;
  for (let i = start; i < start + length; i++) words[i] = sum = (sum + words[i]!) | 0;
}

function accumulateFour(words: IntegerView, start: number, length: number): void {
  let a = 0;
  let b = 0;
  let c = 0;
  let d = 0;
  for (let i = start; i < start + length; i += 4) {
    words[i] = a = (a + words[i]!) | 0;
    words[i + 1] = b = (b + words[i + 1]!) | 0;
    words[i + 2] = c = (c + words[i + 2]!) | 0;
    words[i + 3] = d = (d + words[i + 3]!) | 0;
  }
}

function accumulateAny(words: IntegerView, start: number, length: number, samples: number): void {
  for (let i = start + samples; i < start + length; i++) words[i] = words[i]! + words[i - samples]!;
}

function undoHorizontal64(words: BigUint64Array, { width, rows, samples }: RowShape): void {
  const rowLength = width * samples;
  for (let row = 0; row < rows; row++) {
    for (let i = row * rowLength + samples; i < (row + 1) * rowLength; i++) words[i] = words[i]! + words[i - samples]!;
  }
}

/**
 * Undoes the floating-point predictor (TIFF predictor 3): each row holds all the most significant bytes, then the next
 * ones, differenced byte by byte. Returns bytes in machine (little-endian) order.
 * @source Adobe Photoshop TIFF Technical Note 3
 */
export function undoFloatingPoint(bytes: Uint8Array, shape: RowShape, bytesPerSample: number): Uint8Array {
  const count = shape.width * shape.samples;
  const rowBytes = count * bytesPerSample;
  const result = new Uint8Array(shape.rows * rowBytes);
  for (let row = 0; row < shape.rows; row++) {
    const start = row * rowBytes;
    for (let i = start + shape.samples; i < start + rowBytes; i++) bytes[i] = bytes[i]! + bytes[i - shape.samples]!;
    for (let b = 0; b < bytesPerSample; b++) {
      const plane = start + b * count;
      for (let i = 0, to = start + bytesPerSample - 1 - b; i < count; i++, to += bytesPerSample) {
        result[to] = bytes[plane + i]!;
      }
    }
  }
  return result;
}
