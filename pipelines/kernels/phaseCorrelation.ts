import FFT from 'fft.js';

/** How far the second block's content lies from the first's: x pixels to the right, y pixels down. */
export interface BlockShift {
  readonly x: number;
  readonly y: number;
  /** Height of the correlation peak, 0 (none) – 1 (identical up to the shift). */
  readonly quality: number;
}

/** Frequencies above this share of the sampling rate carry mostly noise and aliasing and are left out (cycles per pixel). */
const HIGHEST_FREQUENCY = 0.3;
const FINE_STEP = 0.1;
const FINE_REACH = 1.5;

/**
 * Shift between two square blocks by phase correlation: peak of the inverse transform of the whitened cross spectrum,
 * then refined by evaluating that transform between the pixels, and a parabola through the finest samples.
 * @param size side of the blocks, a power of two; values row-major, finite
 * @returns null where a block holds no texture
 * @source Kuglin & Hines 1975; refinement by matrix Fourier transform, Guizar-Sicairos et al. 2008
 */
export function shiftBetween(before: Float32Array, after: Float32Array, size: number): BlockShift | null {
  const first = measure(before, after, size);
  if (first === null) return null;
  const [wholeX, wholeY] = [Math.round(first.x), Math.round(first.y)];
  if (wholeX === 0 && wholeY === 0) return first;
  // The window weighs both blocks alike in place, which drags large shifts towards zero: take off whole pixels and repeat.
  const rest = measure(before, movedBack(after, size, wholeX, wholeY), size);
  return rest === null ? first : { x: wholeX + rest.x, y: wholeY + rest.y, quality: rest.quality };
}

function measure(before: Float32Array, after: Float32Array, size: number): BlockShift | null {
  const a = spectrumOf(before, size);
  const b = spectrumOf(after, size);
  if (a === null || b === null) return null;
  const cross = whitenedCross(a, b, size);
  return refine(cross, size, coarsePeak(cross, size));
}

/** The block with its content moved left by `x` and up by `y`; edge pixels are repeated. */
function movedBack(block: Float32Array, size: number, x: number, y: number): Float32Array {
  const clamp = (place: number): number => Math.max(0, Math.min(size - 1, place));
  return block.map((_, i) => block[clamp(Math.floor(i / size) + y) * size + clamp((i % size) + x)]!);
}

/** Whitened cross spectrum as the list of kept frequencies: signed frequency pair and unit phasor. */
export interface CrossSpectrum {
  readonly u: Float64Array;
  readonly v: Float64Array;
  readonly re: Float64Array;
  readonly im: Float64Array;
}

export function spectrumOf(block: Float32Array, size: number): Float64Array | null {
  let mean = 0;
  for (const value of block) mean += value;
  mean /= block.length;
  let power = 0;
  for (const value of block) power += (value - mean) ** 2;
  if (!(power > 0)) return null;
  const windowed = new Float64Array(2 * size * size);
  for (let y = 0; y < size; y++) {
    for (let x = 0; x < size; x++) {
      windowed[2 * (y * size + x)] = (block[y * size + x]! - mean) * hann(x, size) * hann(y, size);
    }
  }
  return transform2d(windowed, size);
}

const hann = (i: number, size: number): number => 0.5 - 0.5 * Math.cos((2 * Math.PI * (i + 0.5)) / size);

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

export function whitenedCross(a: Float64Array, b: Float64Array, size: number): CrossSpectrum {
  const u: number[] = [];
  const v: number[] = [];
  const re: number[] = [];
  const im: number[] = [];
  for (let y = 0; y < size; y++) {
    const fy = y < size / 2 ? y : y - size;
    for (let x = 0; x < size; x++) {
      const fx = x < size / 2 ? x : x - size;
      const radius = Math.hypot(fx, fy) / size;
      if (radius === 0 || radius > HIGHEST_FREQUENCY) continue;
      const at = 2 * (y * size + x);
      const real = a[at]! * b[at]! + a[at + 1]! * b[at + 1]!;
      const imaginary = a[at + 1]! * b[at]! - a[at]! * b[at + 1]!;
      const length = Math.hypot(real, imaginary);
      if (length === 0) continue;
      u.push(fx);
      v.push(fy);
      re.push(real / length);
      im.push(imaginary / length);
    }
  }
  return { u: Float64Array.from(u), v: Float64Array.from(v), re: Float64Array.from(re), im: Float64Array.from(im) };
}

function coarsePeak(cross: CrossSpectrum, size: number): { x: number; y: number } {
  const grid = new Float64Array(2 * size * size);
  for (let k = 0; k < cross.u.length; k++) {
    const at = 2 * (((cross.v[k]! + size) % size) * size + ((cross.u[k]! + size) % size));
    grid[at] = cross.re[k]!;
    grid[at + 1] = cross.im[k]!;
  }
  const surface = transform2d(grid, size);
  let best = -Infinity;
  let at = 0;
  for (let i = 0; i < size * size; i++) {
    if (surface[2 * i]! > best) {
      best = surface[2 * i]!;
      at = i;
    }
  }
  const x = at % size;
  const y = (at - x) / size;
  return { x: x > size / 2 ? x - size : x, y: y > size / 2 ? y - size : y };
}

/** Value of the correlation surface at a fractional shift, 0–1. */
function surfaceAt(cross: CrossSpectrum, size: number, x: number, y: number): number {
  const { u, v, re, im } = cross;
  const step = (2 * Math.PI) / size;
  let sum = 0;
  for (let k = 0; k < u.length; k++) {
    const angle = step * (u[k]! * x + v[k]! * y);
    sum += re[k]! * Math.cos(angle) + im[k]! * Math.sin(angle);
  }
  return sum / Math.max(1, u.length);
}

/** Climbs from the pixel peak in halving steps, then fits a parabola along each axis. */
function refine(cross: CrossSpectrum, size: number, coarse: { x: number; y: number }): BlockShift {
  let { x, y } = coarse;
  let best = surfaceAt(cross, size, x, y);
  for (let step = 0.5; step >= FINE_STEP; step /= 2) {
    for (let moved = true; moved;) {
      moved = false;
      for (const [dx, dy] of [
        [step, 0],
        [-step, 0],
        [0, step],
        [0, -step],
      ] as const) {
        const value = surfaceAt(cross, size, x + dx, y + dy);
        const isNear = Math.abs(x + dx - coarse.x) <= FINE_REACH && Math.abs(y + dy - coarse.y) <= FINE_REACH;
        if (value > best && isNear) {
          best = value;
          x += dx;
          y += dy;
          moved = true;
        }
      }
    }
  }
  const offset = (before: number, after: number): number => {
    const curvature = before - 2 * best + after;
    return curvature < 0 ? (FINE_STEP * (before - after)) / (2 * curvature) : 0;
  };
  const dx = offset(surfaceAt(cross, size, x - FINE_STEP, y), surfaceAt(cross, size, x + FINE_STEP, y));
  const dy = offset(surfaceAt(cross, size, x, y - FINE_STEP), surfaceAt(cross, size, x, y + FINE_STEP));
  return { x: x + dx, y: y + dy, quality: Math.max(0, best) };
}
