import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, jest, test } from '@jest/globals';
import { parseLearnedManifest } from '#pipelines/scene-to-change/learnedContract.js';
import { makeExampleModel } from '#samples/learned/exampleModel.js';

jest.unstable_mockModule('onnxruntime-node', () => {
  throw new Error("Cannot find package 'onnxruntime-node'");
});
const { openOnnxModel } = await import('#worker/compute/onnxModel.js');

test('without the optional runtime a learned recipe is refused, naming the package that is missing', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'no-runtime-'));
  const { onnx, manifest } = makeExampleModel();
  await writeFile(join(folder, 'example.onnx'), onnx);
  const opened = openOnnxModel(join(folder, 'example.onnx'), parseLearnedManifest(manifest, 'example.json'), 1);
  await expect(opened).rejects.toMatchObject({
    message: expect.stringContaining('learned detectors cannot run here'),
    detail: { code: 'model.noRuntime', expected: expect.stringContaining('onnxruntime-node') },
  });
  await rm(folder, { recursive: true });
});
