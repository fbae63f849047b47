const { cbrt, floor } = Math;

/** CIELAB planes of an RGB picture: `lightness` 0–100, `a` and `b` about -100…100. */
export interface LabPlanes {
  readonly lightness: Float32Array;
  readonly a: Float32Array;
  readonly b: Float32Array;
}

/** Reference white D65, 2°. */
const WHITE = { x: 0.95047, y: 1, z: 1.08883 };

/** Values are looked up to a sixteenth of a step of 8-bit pictures. */
const STEPS = 16;
const linearOf = Float64Array.from({ length: 255 * STEPS + 1 }, (_, i) => linear(i / (255 * STEPS)));

/**
 * sRGB (0–255, clipped) to CIELAB under D65.
 * @source IEC 61966-2-1 (transfer function and primaries); CIE 15 (L*a*b*)
 */
export function rgbToLab(red: Float32Array, green: Float32Array, blue: Float32Array): LabPlanes {
  const n = red.length;
  const lightness = new Float32Array(n);
  const a = new Float32Array(n);
  const b = new Float32Array(n);
  for (let i = 0; i < n; i++) {
    const r = linearOf[stepOf(red[i]!)]!;
    const g = linearOf[stepOf(green[i]!)]!;
    const u = linearOf[stepOf(blue[i]!)]!;
    const fx = lookUp((0.412453 * r + 0.35758 * g + 0.180423 * u) / WHITE.x);
    const fy = lookUp(0.212671 * r + 0.71516 * g + 0.072169 * u);
    const fz = lookUp((0.019334 * r + 0.119193 * g + 0.950227 * u) / WHITE.z);
    lightness[i] = 116 * fy - 16;
    a[i] = 500 * (fx - fy);
    b[i] = 200 * (fy - fz);
  }
  return { lightness, a, b };
}

function stepOf(value: number): number {
  return value > 0 ? (value < 255 ? floor(value * STEPS + 0.5) : 255 * STEPS) : 0;
}

function linear(value: number): number {
  return value > 0.04045 ? ((value + 0.055) / 1.055) ** 2.4 : value / 12.92;
}

const CURVE_STEPS = 8192;
const curve = Float64Array.from({ length: CURVE_STEPS + 2 }, (_, i) => labCurve(i / CURVE_STEPS));

/** The curve of 0–1 from a table, linear between its steps: less than 1e-5 off. */
function lookUp(t: number): number {
  const at = t * CURVE_STEPS;
  const step = at < CURVE_STEPS ? floor(at) : CURVE_STEPS;
  const low = curve[step]!;
  return low + (at - step) * (curve[step + 1]! - low);
}

function labCurve(t: number): number {
  return t > 0.008856 ? cbrt(t) : 7.787 * t + 16 / 116;
}
