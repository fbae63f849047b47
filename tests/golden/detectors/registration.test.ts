import { expect, test } from '@jest/globals';
import { commonShift, leastSignificance, type CommonShift } from '#pipelines/kernels/subpixelShift.js';
import { readRealRaster } from '../../support/realRaster.js';
import { describeWithData } from '../../support/sharedData.js';
import { blockPlaces, shiftedBlock, type BlockCut } from '../../support/shiftedBlocks.js';

/** Moves in pixels of the file: shifts of 0 to 3 pixels after averaging, most of them fractions. */
const movesOf = (factor: number): [number, number][] => [
  [0, 0],
  [1, -1],
  [Math.floor(factor / 2), 1],
  [-2 * factor - 1, factor + 1],
  [3 * factor - 1, 2],
  [3 * factor, -3 * factor],
];

const TEXTURES = [
  ['taizhou/before_2000-03-17.tif', 4, 4, 64],
  ['taizhou/before_2000-03-17.tif', 3, 1, 64],
  ['taizhou/after_2003-02-06.tif', 5, 2, 128],
  ['otb/gloucester/before.tif', 1, 5, 64],
  ['otb/gloucester/after.tif', 3, 4, 128],
  ['levir_dsifn/levir/test_2_0000_0000/before.tif', 2, 2, 64],
  ['levir_dsifn/levir/train_36_0512_0512/after.tif', 2, 1, 128],
] as const;

describeWithData('taizhou', 'a known shift on real texture', () => {
  test.each(TEXTURES)(
    '%s, band %d, averaged by %d, is found in a block of %d to a tenth of a pixel',
    async (path, band, factor, size) => {
      const cut: BlockCut = { picture: await readRealRaster(path), band, factor, size };
      const places = blockPlaces(cut).slice(0, 2);
      expect(places.length).toBeGreaterThan(0);
      for (const place of places) {
        const still = shiftedBlock(cut, place, 0, 0);
        for (const [x, y] of movesOf(factor)) {
          const moved = shiftedBlock(cut, place, x, y);
          const common = commonShift([{ before: still, after: moved }], size, 16)!;
          expect(Math.hypot(common.x - x / factor, common.y - y / factor)).toBeLessThan(0.06);
        }
      }
    },
  );
});

const LEVIR = 'levir_dsifn/levir';
/** Two dates each; how far they lie apart by themselves is not known, only by how much more after a move. */
const PAIRS = [
  ['taizhou/before_2000-03-17.tif', 'taizhou/after_2003-02-06.tif', 4, 2, 64, 0.1],
  ['otb/gloucester/before.tif', 'otb/gloucester/after.tif', 1, 4, 64, 0.1],
  [`${LEVIR}/train_386_0512_0768/before.tif`, `${LEVIR}/train_386_0512_0768/after.tif`, 2, 1, 64, 0.1],
  [`${LEVIR}/train_412_0512_0768/before.tif`, `${LEVIR}/train_412_0512_0768/after.tif`, 2, 1, 64, 0.1],
  // Hardly significant: so much was built in between.
  [`${LEVIR}/val_27_0000_0256/before.tif`, `${LEVIR}/val_27_0000_0256/after.tif`, 2, 1, 64, 0.15],
] as const;

describeWithData('taizhou', 'a known shift between real dates', () => {
  async function shiftsOf(before: string, after: string, band: number, factor: number, size: number) {
    const first: BlockCut = { picture: await readRealRaster(before), band, factor, size };
    const second: BlockCut = { ...first, picture: await readRealRaster(after) };
    const places = blockPlaces(first);
    const still = places.map((place) => shiftedBlock(first, place, 0, 0));
    return {
      blocks: still,
      after: (x: number, y: number): CommonShift =>
        commonShift(
          places.map((place, i) => ({ before: still[i]!, after: shiftedBlock(second, place, x, y) })),
          size,
          16,
        )!,
    };
  }

  test.each(PAIRS)(
    '%s to %s, band %d by %d in blocks of %d: added shifts are found to %d pixels',
    async (before, after, band, factor, size, tolerance) => {
      const shifts = await shiftsOf(before, after, band, factor, size);
      const own = shifts.after(0, 0);
      expect(own.significance).toBeGreaterThan(leastSignificance(16));
      for (const [x, y] of movesOf(factor)) {
        const found = shifts.after(x, y);
        expect(Math.hypot(found.x - own.x - x / factor, found.y - own.y - y / factor)).toBeLessThan(tolerance);
      }
    },
  );

  const pairs = PAIRS.map(([before, after, band, factor, size]) => ({ before, after, band, factor, size }));
  test.each(pairs)('$before turned round has no significant shift', async ({ before, after, band, factor, size }) => {
    const shifts = await shiftsOf(before, after, band, factor, size);
    const turned = shifts.blocks.map((block, i) => ({ before: block, after: shifts.blocks.at(i - 1)!.toReversed() }));
    expect(commonShift(turned, size, 16)!.significance).toBeLessThan(leastSignificance(16));
  });
});
