import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/**
 * Tells the garbage collector where much memory has just been given up: pixels live outside the heap, where it hardly notices
 * them by itself.
 * @param between calls between full collections; the others look at young objects only
 */
export function createCollector(between: number): () => void {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as (options?: { type: 'minor' }) => void;
  let calls = 0;
  return () => {
    calls += 1;
    if (calls % between === 0) collect();
    else collect({ type: 'minor' });
  };
}
