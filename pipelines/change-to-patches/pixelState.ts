/**
 * What is known of a pixel of a chunk. `veiled`: the after scene itself does not show the ground, so that no other before
 * scene helps; not assessed either.
 */
export const PIXEL_STATE = { assessed: 0, notAssessed: 1, outside: 2, veiled: 3 } as const;

/** Scores count up to this many thousandths of their cut. */
export const HIGHEST_EXCESS = 50_000;
