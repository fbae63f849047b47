import { z } from 'zod';
import { BadInputError } from '#domain/errors.js';

/**
 * What a learned detector's model must be, so that any ONNX file which keeps to it can be named in a recipe.
 *
 * - Inputs: two tensors `before` and `after`, float32, `[1, bands, side, side]`, channels first, bands in the order of
 *   the manifest, rows from north to south. Or, with `inputs: ["pair"]`, one of `[1, 2 * bands, side, side]`: all bands
 *   before, then all bands after.
 * - Values: (value - mean) / deviation per band, where value is in the manifest's `units`. What was not seen is 0 after
 *   that, that is: the mean; a raster smaller than a tile is mirrored.
 * - Output: one tensor, float32, `[1, 1, side, side]` (`activation` "none" for a probability 0–1, "sigmoid" for a logit)
 *   or `[1, 2, side, side]` ("softmax": scores for unchanged and changed).
 * - The file does not change between runs: its SHA-256 stands in the manifest and is checked.
 */
const manifestSchema = z
  .strictObject({
    name: z.string().min(1),
    version: z.string().min(1),
    /** SHA-256 of the ONNX file, 64 hex digits. */
    sha256: z.string().regex(/^[0-9a-f]{64}$/),
    licence: z.string().min(1),
    /** Where the model comes from: paper, data it was trained on. */
    source: z.string().min(1),
    bands: z.array(z.string().min(1)).min(1).max(32),
    /** `reflectance`: 0–1 after calibration; `stored`: the numbers of the file. */
    units: z.enum(['reflectance', 'stored']),
    mean: z.array(z.number()),
    deviation: z.array(z.number().positive()),
    /** Pixel sizes on the ground that it was trained for, metres. */
    gsdMetres: z.tuple([z.number().positive(), z.number().positive()]),
    /** Side of a tile, pixels. */
    side: z.int().min(16).max(4096),
    /** Pixels by which neighbouring tiles overlap; at most half of the side. */
    overlap: z.int().min(0),
    inputs: z.union([z.tuple([z.literal('before'), z.literal('after')]), z.tuple([z.literal('pair')])]),
    output: z.string().min(1),
    activation: z.enum(['none', 'sigmoid', 'softmax']),
    /** Probabilities at or above it are change. */
    cut: z.number().gt(0).lt(1),
  })
  .refine(({ overlap, side }) => 2 * overlap <= side, { path: ['overlap'], message: 'more than half of the side' })
  .refine(({ mean, bands }) => mean.length === bands.length, { path: ['mean'], message: 'not one per band' })
  .refine(({ deviation, bands }) => deviation.length === bands.length, {
    path: ['deviation'],
    message: 'not one per band',
  })
  .refine(({ gsdMetres: [finest, coarsest] }) => finest <= coarsest, { path: ['gsdMetres'], message: 'not in order' });

export type LearnedManifest = z.infer<typeof manifestSchema>;

/** @throws BadInputError naming the field that is wrong */
export function parseLearnedManifest(value: unknown, where: string): LearnedManifest {
  const result = manifestSchema.safeParse(value);
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  throw new BadInputError(`not a model manifest: ${issue?.message ?? 'wrong form'}`, {
    code: 'model.manifest',
    where: [where, ...(issue?.path ?? [])].join('.'),
  });
}

/** Values that the output tensor must hold. */
export const outputChannels = ({ activation }: LearnedManifest): number => (activation === 'softmax' ? 2 : 1);

/**
 * Probability of change per pixel, 0–1, from the output tensor's values.
 * @throws BadInputError where the model gave something other than numbers
 */
export function probabilitiesOf(manifest: LearnedManifest, output: Float32Array): Float32Array {
  const pixels = manifest.side * manifest.side;
  const expected = pixels * outputChannels(manifest);
  if (output.length !== expected) throw badOutput(manifest, `${output.length} values`, `${expected} values`);
  const out = new Float32Array(pixels);
  for (let i = 0; i < pixels; i++) {
    const value = output[i]!;
    if (manifest.activation === 'none') out[i] = value;
    else if (manifest.activation === 'sigmoid') out[i] = 1 / (1 + Math.exp(-value));
    else out[i] = 1 / (1 + Math.exp(value - output[pixels + i]!));
    if (!(out[i]! >= 0 && out[i]! <= 1)) throw badOutput(manifest, String(out[i]), 'probabilities from 0 to 1');
  }
  return out;
}

const badOutput = ({ name, output }: LearnedManifest, found: string, expected: string): BadInputError =>
  new BadInputError('the model does not keep to the contract', {
    code: 'model.output',
    where: `model ${name}, output ${output}`,
    found,
    expected,
  });
