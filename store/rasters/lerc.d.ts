/** Esri's decoder ships no types; this is the part that is used. */
declare module 'lerc' {
  interface LercResult {
    readonly pixels: readonly (
      Uint8Array | Int8Array | Int16Array | Uint16Array | Int32Array | Uint32Array | Float32Array | Float64Array
    )[];
    /** 1 valid, 0 not; absent where all are valid. */
    readonly mask?: Uint8Array | null;
  }
  const Lerc: { decode(input: ArrayBuffer, options?: { readonly returnPixelInterleavedDims?: boolean }): LercResult };
  export default Lerc;
}
