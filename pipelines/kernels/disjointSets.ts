/** Sets of whole numbers 0..size-1 that can be joined (union-find); the root of a set is its smallest member. */
export interface DisjointSets {
  rootOf(item: number): number;
  join(a: number, b: number): void;
}

export function createDisjointSets(size: number): DisjointSets {
  const parent = new Int32Array(size);
  for (let i = 0; i < size; i++) parent[i] = i;
  const rootOf = (item: number): number => {
    let i = item;
    while (parent[i] !== i) {
      parent[i] = parent[parent[i]!]!;
      i = parent[i]!;
    }
    return i;
  };
  return {
    rootOf,
    join(a, b) {
      const rootA = rootOf(a);
      const rootB = rootOf(b);
      if (rootA < rootB) parent[rootB] = rootA;
      else parent[rootA] = rootB;
    },
  };
}
