import { setFlagsFromString } from 'node:v8';

/**
 * Keeps V8's young generation at its first size (1 MB), and has the heap give memory back early. For processes whose data
 * lie outside V8's heap: with the defaults a worker's heap alone takes 90 MB more while a large run is joined.
 * Call it early; what the young generation has grown to by then it keeps.
 */
export function keepHeapSmall(): void {
  setFlagsFromString('--semi-space-growth-factor=1');
  setFlagsFromString('--optimize-for-size');
}

/**
 * Has each thread look through its young objects by itself. For processes that compute on every core: V8's helpers would first
 * have to get a core, and a collection of a quarter of a millisecond waits tens of milliseconds for them.
 */
export function collectWithoutHelpers(): void {
  setFlagsFromString('--no-parallel-scavenge');
}
