import { TestEnvironment } from 'jest-environment-node';

/** Tests that hand typed arrays to native code, which knows only the arrays of the process, not those of a sandbox. */
export default class TypedArrayEnvironment extends TestEnvironment {
  constructor(config, context) {
    super(config, context);
    Object.assign(this.global, { Float32Array, Uint8Array, BigInt64Array, ArrayBuffer });
  }
}
