import { createHash } from 'node:crypto';
import { encodeOnnx } from './onnxEncoder.js';

/** How the example judges: the mean difference at which it is undecided, and how fast it decides beyond. */
export const EXAMPLE = { bands: ['red', 'green', 'blue'], side: 32, undecidedAt: 1, steepness: 6 } as const;

/** A model file and the manifest that goes with it. */
export interface ExampleModel {
  readonly onnx: Uint8Array;
  readonly manifest: Readonly<Record<string, unknown>>;
}

/**
 * A real model that keeps to the contract of learned detectors, small enough to check by hand. It was not trained: the
 * mean over the bands and over 3 × 3 pixels of |after - before|, turned into a probability by a logistic curve. It shows
 * what a model file must look like, and that models run.
 */
export function makeExampleModel(): ExampleModel {
  const { bands, side, undecidedAt, steepness } = EXAMPLE;
  const tile = [1, bands.length, side, side];
  const weights = new Float32Array(bands.length * 9).fill(steepness / (bands.length * 9));
  const onnx = encodeOnnx(
    {
      name: 'mean difference of a pair',
      nodes: [
        { operator: 'Sub', inputs: ['after', 'before'], output: 'difference' },
        { operator: 'Abs', inputs: ['difference'], output: 'distance' },
        {
          operator: 'Conv',
          inputs: ['distance', 'weights', 'bias'],
          output: 'logit',
          attributes: { kernel_shape: [3, 3], pads: [1, 1, 1, 1] },
        },
        { operator: 'Sigmoid', inputs: ['logit'], output: 'change' },
      ],
      constants: {
        weights: { dims: [1, bands.length, 3, 3], values: weights },
        bias: { dims: [1], values: Float32Array.of(-steepness * undecidedAt) },
      },
      inputs: { before: tile, after: tile },
      outputs: { change: [1, 1, side, side] },
    },
    'planwatch example',
  );
  const manifest = {
    name: 'exampleMeanDifference',
    version: '1',
    sha256: createHash('sha256').update(onnx).digest('hex'),
    licence: 'as the project',
    source: 'not trained: |after - before| averaged over 3 x 3 pixels, for tests and as a pattern',
    bands,
    units: 'stored',
    mean: [110, 110, 100],
    deviation: [50, 50, 50],
    gsdMetres: [0.1, 100],
    side,
    overlap: 8,
    inputs: ['before', 'after'],
    output: 'change',
    activation: 'none',
    cut: 0.5,
  };
  return { onnx, manifest };
}
