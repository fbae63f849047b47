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

  /** Goes on with the sample of this number in the band, counted row by row from 0: parts add up in any order. */
  goTo(index: number): void {
    this.#prime = index % PRIMES.length;
  }

  /** @param samples the next ones, whole numbers or floats; signed bytes count as unsigned, as in that GDAL */
  add(samples: ArrayLike<number>, isFloat: boolean): void {
    const bytes =
      samples instanceof Int8Array ? new Uint8Array(samples.buffer, samples.byteOffset, samples.length) : null;
    const values = bytes ?? samples;
    const isSmall = !isFloat && !(samples instanceof Uint32Array);
    const { length } = values;
    let i = 0;
    // Constant primes are divided by faster, so whole rounds of eleven go by themselves.
    while (i < length && this.#prime !== 0) this.#addOne(values[i++]!, isFloat);
    if (isSmall) i = this.#addRounds(values, i);
    while (i < length) this.#addOne(values[i++]!, isFloat);
  }

  #addOne(value: number, isFloat: boolean): void {
    const whole = isFloat ? roundedSample(value) : value > MOST ? MOST : value;
    this.#sum = (this.#sum + (whole % PRIMES[this.#prime]!)) & 0xffff;
    this.#prime = this.#prime === 10 ? 0 : this.#prime + 1;
  }

  /** Adds whole rounds of samples that fit 31 bits; returns where it stopped. */
  #addRounds(values: ArrayLike<number>, from: number): number {
    let sum = this.#sum;
    let i = from;
    for (const end = values.length - 10; i < end; i += 11) {
      sum += (values[i]! % 7) + (values[i + 1]! % 11) + (values[i + 2]! % 13) + (values[i + 3]! % 17);
      sum += (values[i + 4]! % 19) + (values[i + 5]! % 23) + (values[i + 6]! % 29) + (values[i + 7]! % 31);
      sum += (values[i + 8]! % 37) + (values[i + 9]! % 41) + (values[i + 10]! % 43);
      sum &= 0xffff;
    }
    this.#sum = sum;
    return i;
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
