/** Sets of whole numbers 0..size-1 that can be joined (union-find); the root of a set is its smallest member. */
export interface DisjointSets {
  rootOf(item: number): number;
  join(a: number, b: number): void;
}

export function createDisjointSets(size: number): DisjointSets {
  const parent = new Int32Array(size);
  for (let i = 0; i < size; i++) parent[i] = i;
  return { rootOf: (item) => rootIn(parent, item), join: (a, b) => joinInto(parent, a, b) };
}

/** The root of an item, in the caller's own memory: each item's parent, roots being their own. Shortens the way to it. */
export function rootIn(parent: Int32Array, item: number): number {
  let i = item;
  for (let next = parent[i]!; next !== i; next = parent[i]!) {
    parent[i] = parent[next]!;
    i = parent[i]!;
  }
  return i;
}

export function joinInto(parent: Int32Array, a: number, b: number): void {
  const rootA = rootIn(parent, a);
  const rootB = rootIn(parent, b);
  if (rootA < rootB) parent[rootB] = rootA;
  else parent[rootA] = rootB;
}
