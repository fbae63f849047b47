const PRIMES = [7, 11, 13, 17, 19, 23, 29, 31, 37, 41, 43] as const;
const MOST = 2147483647;

/**
 * GDAL's checksum of a band, row by row: each sample modulo the next of eleven primes, added up, 16 bits kept. Floats are
 * rounded half up; NaN and infinity count as -2147483648. What does not fit 31 bits is held at its limit.
 * @source GDAL 3.6, GDALChecksumImage
 */
export class GdalChecksum {
  #sum = 0;
  #prime = 0;

  /** @param samples the next ones, whole numbers or floats; signed bytes count as unsigned, as in that GDAL */
  add(samples: ArrayLike<number>, isFloat: boolean): void {
    const bytes =
      samples instanceof Int8Array ? new Uint8Array(samples.buffer, samples.byteOffset, samples.length) : null;
    const values = bytes ?? samples;
    let sum = this.#sum;
    let prime = this.#prime;
    for (let i = 0; i < values.length; i++) {
      const value = values[i]!;
      const whole = isFloat ? roundedSample(value) : value > MOST ? MOST : value;
      sum = (sum + (whole % PRIMES[prime]!)) & 0xffff;
      prime = prime === 10 ? 0 : prime + 1;
    }
    this.#sum = sum;
    this.#prime = prime;
  }

  get value(): number {
    return this.#sum;
  }
}

function roundedSample(value: number): number {
  if (value - value !== 0) return -2147483648;
  const rounded = Math.floor(value + 0.5);
  return rounded > MOST ? MOST : rounded < -MOST ? -MOST : rounded;
}
