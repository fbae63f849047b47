const PRIMES = [7, 11, 13, 17, 19, 23, 29, 31, 37, 41, 43] as const;

/**
 * GDAL's checksum of a band, row by row: each sample modulo the next of eleven primes, added up, 16 bits kept. Floats are
 * rounded half up and held within ±2147483647; NaN and infinity count as -2147483648.
 * @source GDAL, GDALChecksumImage
 */
export class GdalChecksum {
  #sum = 0;
  #prime = 0;

  add(samples: ArrayLike<number>, isFloat: boolean): void {
    for (let i = 0; i < samples.length; i++) {
      const value = isFloat ? roundedSample(samples[i]!) : samples[i]!;
      this.#sum = (this.#sum + (value % PRIMES[this.#prime]!)) & 0xffff;
      this.#prime = (this.#prime + 1) % PRIMES.length;
    }
  }

  get value(): number {
    return this.#sum;
  }
}

function roundedSample(value: number): number {
  if (!Number.isFinite(value)) return -2147483648;
  return Math.min(Math.max(Math.floor(value + 0.5), -2147483647), 2147483647);
}
