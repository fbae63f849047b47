import { InvalidArgumentError } from 'commander';

/** An option's parser for a whole number in a range. */
export function wholeNumber(least: number, most: number): (text: string) => number {
  return (text) => {
    const value = Number(text);
    if (/^\d+$/.test(text) && value >= least && value <= most) return value;
    throw new InvalidArgumentError(`Expected a whole number from ${least} to ${most}.`);
  };
}

/** An option's parser for one of several words. */
export function oneOf<T extends string>(words: readonly T[]): (text: string) => T {
  return (text) => {
    const word = words.find((each) => each === text);
    if (word !== undefined) return word;
    throw new InvalidArgumentError(`Expected one of ${words.join(', ')}.`);
  };
}

export const OUTLINES = [
  '--outlines <style>',
  'pixelEdges, or smooth: without stairs, within 0.35 pixels, area kept (pixelEdges, or as the recipe says)',
] as const;
