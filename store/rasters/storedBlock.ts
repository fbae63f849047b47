/** A block as it stands in a local file, compressed. */
export interface StoredBlock {
  /** In the file: bands that are alike may share a block. */
  readonly offset: number;
  readonly read: () => Uint8Array;
}
