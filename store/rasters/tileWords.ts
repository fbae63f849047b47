/** Words of one tile as they are stored, all bands of a pixel side by side. */
export interface TileWords {
  readonly words: Uint8Array | Uint16Array;
  /** True: each word is the difference from the same band of the pixel to the left, modulo its size (TIFF predictor 2). */
  readonly isDifferenced: boolean;
}
