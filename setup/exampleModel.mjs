import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { ROOT, SetupError, main } from './steps.mjs';

/** Writes the example of a learned detector's model, `example.onnx` and `example.json`, into a folder. */
await main(async () => {
  const folder = process.argv[2];
  if (folder === undefined) throw new SetupError('say where to: node setup/exampleModel.mjs FOLDER');
  const module = join(ROOT, 'dist/samples/learned/exampleModel.js');
  if (!existsSync(module)) throw new SetupError('not built yet: run npm run build first');
  const { makeExampleModel } = await import(module);
  const { onnx, manifest } = makeExampleModel();
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'example.onnx'), onnx);
  writeFileSync(join(folder, 'example.json'), `${JSON.stringify(manifest, null, 2)}\n`);
  console.log(`wrote example.onnx (${onnx.length} bytes) and example.json to ${resolve(folder)}`);
  return 0;
});
