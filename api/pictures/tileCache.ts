/** Drawn tiles by name, the least recently asked for given up first. */
export interface TileCache {
  /** The tile of that name, drawn where it is not there. Whoever asks while it is drawn gets the same drawing; failures are not kept. */
  get(name: string, draw: () => Promise<Buffer>): Promise<Buffer>;
}

/** @param mostBytes of drawn tiles kept */
export function createTileCache(mostBytes: number): TileCache {
  const drawn = new Map<string, Buffer>();
  const underWay = new Map<string, Promise<Buffer>>();
  let bytes = 0;

  const keep = (name: string, tile: Buffer): void => {
    drawn.set(name, tile);
    bytes += tile.byteLength;
    for (const [oldName, old] of drawn) {
      if (bytes <= mostBytes) break;
      drawn.delete(oldName);
      bytes -= old.byteLength;
    }
  };

  const drawAndKeep = async (name: string, draw: () => Promise<Buffer>): Promise<Buffer> => {
    try {
      const tile = await draw();
      keep(name, tile);
      return tile;
    } finally {
      underWay.delete(name);
    }
  };

  return {
    get(name, draw) {
      const known = drawn.get(name);
      if (known !== undefined) {
        // The order of a Map is the order of insertion: taken out and put in again, it is the youngest.
        drawn.delete(name);
        drawn.set(name, known);
        return Promise.resolve(known);
      }
      const started = underWay.get(name) ?? drawAndKeep(name, draw);
      underWay.set(name, started);
      return started;
    },
  };
}
