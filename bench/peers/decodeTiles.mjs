/** Decodes every tile of a raster with the built reader, in as many threads as asked: decodeTiles.mjs FILE THREADS. */
import { Worker, isMainThread, workerData } from 'node:worker_threads';

const readTiles = async (path, counter) => {
  const { openRaster } = await import('../../dist/store/rasters/index.js');
  const file = await openRaster(path, { cacheBytes: 0 });
  const { tiles } = file;
  if (!tiles) throw new Error(`${path}: not a raster of plain tiles`);
  const across = Math.ceil(tiles.width / tiles.tileWidth);
  const count = across * Math.ceil(tiles.height / tiles.tileHeight);
  const next = new Int32Array(counter);
  for (let tile = Atomics.add(next, 0, 1); tile < count; tile = Atomics.add(next, 0, 1)) {
    tiles.read(tile % across, Math.floor(tile / across));
  }
  file.close();
};

if (isMainThread) {
  const [path, threads] = process.argv.slice(2);
  const counter = new SharedArrayBuffer(4);
  for (let i = 0; i < Number(threads); i++) new Worker(new URL(import.meta.url), { workerData: { path, counter } });
} else {
  await readTiles(workerData.path, workerData.counter);
}
