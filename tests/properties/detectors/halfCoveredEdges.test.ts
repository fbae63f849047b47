import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { EdgePair } from '#pipelines/scene-to-change/edgeMixture.js';
import { EDGE_REACH, halfCoveredEdges } from '#pipelines/scene-to-change/halfCoveredEdges.js';

/** Columns to either side of the border between two fields. */
const BORDER_REACH = 2;
const [WIDTH, HEIGHT] = [30, 26];
const stated = { kind: 'stated', gain: [1, 1, 1], offset: [0, 0, 0] } as const;
const calibration = { before: stated, after: stated };

/** A rectangle on the grid of pixels, sides anywhere between their edges. */
interface Site {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}
const site = fc
  .record({
    left: fc.double({ min: 8, max: 10, noNaN: true }),
    top: fc.double({ min: 7, max: 9, noNaN: true }),
    width: fc.double({ min: 5, max: 10, noNaN: true }),
    height: fc.double({ min: 5, max: 8, noNaN: true }),
  })
  .map(({ left, top, width, height }): Site => ({ left, top, right: left + width, bottom: top + height }));

/** Share of a pixel that the site covers. */
function coverage({ left, top, right, bottom }: Site, x: number, y: number): number {
  const shared = (from: number, to: number, at: number) => Math.max(0, Math.min(to, at + 1) - Math.max(from, at));
  return shared(left, right, x) * shared(top, bottom, y);
}

const FIELDS = [
  { before: [0.05, 0.3, 0.2], after: [0.06, 0.35, 0.22] },
  { before: [0.1, 0.15, 0.25], after: [0.09, 0.12, 0.2] },
];
const NEW_COVER = [0.2, 0.28, 0.4];

/** Two fields side by side and a site across their border: pixels at the site's edge are mixtures of what is new and what stayed. */
function pairWith(place: Site, border: number): { pair: EdgePair; share: Float64Array } {
  const length = WIDTH * HEIGHT;
  const plane = (): Float32Array[] => [0, 1, 2].map(() => new Float32Array(length));
  const [before, after] = [plane(), plane()];
  const share = new Float64Array(length);
  for (let i = 0; i < length; i++) {
    const [x, y] = [i % WIDTH, Math.floor(i / WIDTH)];
    const field = FIELDS[x < border ? 0 : 1]!;
    share[i] = coverage(place, x, y);
    for (let band = 0; band < 3; band++) {
      before[band]![i] = field.before[band]!;
      after[band]![i] = share[i]! * NEW_COVER[band]! + (1 - share[i]!) * field.after[band]!;
    }
  }
  return {
    pair: { width: WIDTH, height: HEIGHT, before, after, isSeen: new Uint8Array(length).fill(1), calibration },
    share,
  };
}

/** Pixels of which more than a share is covered: what a score with a high or a low cut would give. */
const coveredBy = (share: Float64Array, least: number): Uint8Array =>
  Uint8Array.from(share, (own) => (own > least ? 1 : 0));

const corner = fc.record({ x: fc.nat({ max: 40 }), y: fc.nat({ max: 40 }) });

test('edges run where half of a pixel is covered, whatever share the score asked for, but for what areas take to add up', () => {
  const cut = fc.double({ min: 0.1, max: 0.95, noNaN: true });
  fc.assert(
    fc.property(site, fc.integer({ min: 10, max: 18 }), cut, corner, (place, border, least, at) => {
      const { pair, share } = pairWith(place, border);
      const found = halfCoveredEdges(coveredBy(share, least), pair, at);
      share.forEach((own, i) => {
        // Beside the border of the fields what stayed may be taken from either of them.
        const isAtBorder = Math.abs((i % WIDTH) + 0.5 - border) < BORDER_REACH;
        // What is hardly covered, or nearly all, is never given up for an area.
        if (!isAtBorder && Math.abs(own - 0.5) > 0.45) expect([i, found[i]]).toEqual([i, own > 0.5 ? 1 : 0]);
      });
    }),
    { numRuns: 25 },
  );
});

test('pixels add up to the ground that is covered, wherever the site lies on them', () => {
  const cut = fc.double({ min: 0.1, max: 0.95, noNaN: true });
  fc.assert(
    fc.property(site, cut, corner, (place, least, at) => {
      const { pair, share } = pairWith(place, 0);
      const found = halfCoveredEdges(coveredBy(share, least), pair, at);
      const area = share.reduce((sum, own) => sum + own, 0);
      const pixels = found.reduce((sum, is) => sum + is, 0);
      // Each of at most nine cells with an edge is rounded to whole pixels.
      expect(Math.abs(pixels - area)).toBeLessThan(0.5 * 9);
    }),
    { numRuns: 25 },
  );
});

test('no pixel depends on what lies beyond its reach', () => {
  const noise = fc.array(fc.double({ min: 0, max: 0.4, noNaN: true }), { minLength: 300, maxLength: 300 });
  fc.assert(
    fc.property(noise, fc.integer({ min: 0, max: 299 }), corner, (values, other, at) => {
      const [width, height] = [75, 4];
      const plane = (turn: number) => Float32Array.from(values, (_, i) => values[(i + turn) % 300]!);
      const pair = (after: Float32Array): EdgePair => ({
        width,
        height,
        before: [plane(3), plane(50), plane(99)],
        after: [after, plane(12), plane(77)],
        isSeen: Uint8Array.from(values, (value) => (value > 0.02 ? 1 : 0)),
        calibration,
      });
      const changed = Uint8Array.from(values, (value, i) => (value > 0.15 || i % width < 6 ? 1 : 0));
      const after = plane(31);
      const elsewhere = after.slice();
      elsewhere[other] = 0.9;
      const [here, there] = [
        halfCoveredEdges(changed, pair(after), at),
        halfCoveredEdges(changed, pair(elsewhere), at),
      ];
      here.forEach((is, i) => {
        if (Math.abs((i % width) - (other % width)) > EDGE_REACH) expect(there[i]).toBe(is);
      });
    }),
    { numRuns: 40 },
  );
});

test('edges are the same in whatever window of the grid they are looked at', () => {
  const [width, height] = [90, 24];
  const value = fc.double({ min: 0, max: 0.4, noNaN: true });
  fc.assert(
    fc.property(
      fc.array(value, { minLength: 97, maxLength: 97 }),
      fc.integer({ min: 1, max: 20 }),
      corner,
      (values, cut, at) => {
        const plane = (turn: number, from: number): Float32Array =>
          Float32Array.from({ length: (width - from) * height }, (_, i) => {
            const [x, y] = [from + (i % (width - from)), Math.floor(i / (width - from))];
            return values[(x * 7 + y * 31 + turn) % 97]!;
          });
        const seenFrom = (from: number): Uint8Array => {
          const changed = Uint8Array.from(plane(0, from), (own, i) =>
            own > 0.3 || Math.floor(i / (width - from)) < 9 ? 1 : 0,
          );
          const planes = (turns: readonly number[]) => turns.map((turn) => plane(turn, from));
          const pair = { before: planes([3, 50, 90]), after: planes([31, 12, 77]), isSeen: changed.slice().fill(1) };
          return halfCoveredEdges(
            changed,
            { ...pair, width: width - from, height, calibration },
            { x: at.x + from, y: at.y },
          );
        };
        const inner = (edges: Uint8Array, from: number): Uint8Array =>
          edges.filter((_, i) => from + (i % (width - from)) >= cut + EDGE_REACH);
        expect(inner(seenFrom(cut), cut)).toEqual(inner(seenFrom(0), 0));
      },
    ),
    { numRuns: 40 },
  );
});

test('unseen pixels, ground on which nothing is new and specks stay as they are', () => {
  const { pair, share } = pairWith({ left: 8.5, top: 7.5, right: 16.5, bottom: 14.5 }, 0);
  const changed = coveredBy(share, 0.8);
  const hidden = Uint8Array.from(share, (own) => (own > 0 && own < 1 ? 0 : 1));
  expect(halfCoveredEdges(changed, { ...pair, isSeen: hidden })).toEqual(changed);
  expect(halfCoveredEdges(changed, { ...pair, after: pair.before })).toEqual(changed);
  const speck = new Uint8Array(changed.length);
  speck.fill(1, 320, 322);
  expect(halfCoveredEdges(speck, pair)).toEqual(speck);
});
