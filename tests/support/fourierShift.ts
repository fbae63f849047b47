import FFT from 'fft.js';

/**
 * A square picture, its content moved right by `dx` and down by `dy` pixels, fractions too: each frequency's phase is
 * turned. Exact for what the pixels hold; what leaves at one edge comes in at the other.
 * @param size side, a power of two
 */
export function fourierShift(values: Float32Array, size: number, dx: number, dy: number): Float32Array {
  const along = shiftRows(Float64Array.from(values), size, dx);
  return Float32Array.from(transposed(shiftRows(transposed(along, size), size, dy), size));
}

function shiftRows(values: Float64Array, size: number, move: number): Float64Array {
  const fft = new FFT(size);
  const out = new Float64Array(values.length);
  for (let row = 0; row < size; row++) {
    const spectrum = fft.createComplexArray();
    const line = fft.createComplexArray();
    fft.realTransform(spectrum, Array.from(values.subarray(row * size, (row + 1) * size)));
    fft.completeSpectrum(spectrum);
    for (let u = 0; u < size; u++) {
      const frequency = u < size / 2 ? u : u - size;
      const angle = (-2 * Math.PI * frequency * move) / size;
      const [re, im] = [spectrum[2 * u]!, spectrum[2 * u + 1]!];
      // The highest frequency stands for both of its signs.
      const isHighest = u === size / 2;
      spectrum[2 * u] = isHighest ? re * Math.cos(angle) : re * Math.cos(angle) - im * Math.sin(angle);
      spectrum[2 * u + 1] = isHighest ? im * Math.cos(angle) : re * Math.sin(angle) + im * Math.cos(angle);
    }
    fft.inverseTransform(line, spectrum);
    for (let x = 0; x < size; x++) out[row * size + x] = line[2 * x]!;
  }
  return out;
}

const transposed = (values: Float64Array, size: number): Float64Array =>
  values.map((_, i) => values[(i % size) * size + Math.floor(i / size)]!);
