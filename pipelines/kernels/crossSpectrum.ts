import FFT from 'fft.js';

const { cos, PI, sqrt } = Math;

/** Frequencies above this share of the sampling rate carry mostly noise and aliasing and are left out (cycles per pixel). */
const HIGHEST_FREQUENCY = 0.3;

/** Whitened cross spectrum as the list of kept frequencies: signed frequency pair and unit phasor. */
export interface CrossSpectrum {
  readonly u: Float64Array;
  readonly v: Float64Array;
  readonly re: Float64Array;
  readonly im: Float64Array;
}

/**
 * Spectrum of a square block without its mean, under a Hann window: real and imaginary parts in turn.
 * @param size side, a power of two; values row-major, finite
 * @returns null where the block holds no texture
 */
export function spectrumOf(block: Float32Array, size: number): Float64Array | null {
  let mean = 0;
  for (const value of block) mean += value;
  mean /= block.length;
  let power = 0;
  for (const value of block) power += (value - mean) ** 2;
  if (!(power > 0)) return null;
  const windowed = new Float64Array(2 * size * size);
  const taper = Float64Array.from({ length: size }, (_, i) => hann(i, size));
  for (let y = 0; y < size; y++) {
    for (let x = 0; x < size; x++) {
      windowed[2 * (y * size + x)] = (block[y * size + x]! - mean) * taper[x]! * taper[y]!;
    }
  }
  return transform2d(windowed, size);
}

const hann = (i: number, size: number): number => 0.5 - 0.5 * cos((2 * PI * (i + 0.5)) / size);

function transform2d(data: Float64Array, size: number): Float64Array {
  const fft = new FFT(size);
  const line = fft.createComplexArray();
  const out = fft.createComplexArray();
  for (let pass = 0; pass < 2; pass++) {
    const along = pass === 0 ? 1 : size;
    const across = pass === 0 ? size : 1;
    for (let j = 0; j < size; j++) {
      for (let i = 0; i < size; i++) {
        const at = 2 * (j * across + i * along);
        line[2 * i] = data[at]!;
        line[2 * i + 1] = data[at + 1]!;
      }
      fft.transform(out, line);
      for (let i = 0; i < size; i++) {
        const at = 2 * (j * across + i * along);
        data[at] = out[2 * i]!;
        data[at + 1] = out[2 * i + 1]!;
      }
    }
  }
  return data;
}

/**
 * Of each frequency of two blocks only the difference in phase: a shift turns it in proportion to the frequency.
 * @source Kuglin & Hines 1975, The phase correlation image alignment method
 */
export function whitenedCross(a: Float64Array, b: Float64Array, size: number): CrossSpectrum {
  const u: number[] = [];
  const v: number[] = [];
  const re: number[] = [];
  const im: number[] = [];
  for (let y = 0; y < size; y++) {
    const fy = y < size / 2 ? y : y - size;
    for (let x = 0; x < size; x++) {
      const fx = x < size / 2 ? x : x - size;
      const radius = sqrt(fx * fx + fy * fy) / size;
      if (radius === 0 || radius > HIGHEST_FREQUENCY) continue;
      const at = 2 * (y * size + x);
      const real = a[at]! * b[at]! + a[at + 1]! * b[at + 1]!;
      const imaginary = a[at + 1]! * b[at]! - a[at]! * b[at + 1]!;
      const length = sqrt(real * real + imaginary * imaginary);
      if (length === 0) continue;
      u.push(fx);
      v.push(fy);
      re.push(real / length);
      im.push(imaginary / length);
    }
  }
  return { u: Float64Array.from(u), v: Float64Array.from(v), re: Float64Array.from(re), im: Float64Array.from(im) };
}
