import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { BadInputError, UnavailableError } from '#domain/errors.js';
import { outputChannels, type LearnedManifest } from '#pipelines/scene-to-change/learnedContract.js';
import type { RunModel } from '#pipelines/scene-to-change/learnedTiles.js';

/** A learned detector's model, ready to run. */
export interface OnnxModel {
  /** One tile: input tensors in the manifest's order in, the output tensor's values out. */
  readonly run: RunModel;
  close(): Promise<void>;
}

/** What is used of the runtime. It is an optional dependency: nothing else may need its types to compile. */
interface OnnxRuntime {
  readonly Tensor: new (type: 'float32', data: Float32Array, dims: readonly number[]) => unknown;
  readonly InferenceSession: {
    create(model: Uint8Array, options: Readonly<Record<string, unknown>>): Promise<OnnxSession>;
  };
}

interface OnnxSession {
  readonly inputNames: readonly string[];
  readonly outputNames: readonly string[];
  run(feeds: Readonly<Record<string, unknown>>, fetches: readonly string[]): Promise<Record<string, OnnxTensor>>;
  release(): Promise<void>;
}

interface OnnxTensor {
  readonly type: string;
  readonly dims: readonly number[];
  readonly data: unknown;
}

const RUNTIME: string = 'onnxruntime-node';

/**
 * Loads a model file. The runtime is loaded here, on first need, and computes on the CPU with the threads it is given.
 * @throws BadInputError where the file is not the manifest's, is no ONNX model, or has other inputs or outputs, or the
 *   runtime is not installed
 * @throws UnavailableError where the file cannot be read now
 */
export async function openOnnxModel(path: string, manifest: LearnedManifest, threads: number): Promise<OnnxModel> {
  const bytes = await readModel(path);
  const found = createHash('sha256').update(bytes).digest('hex');
  if (found !== manifest.sha256) {
    throw badModel('model.hash', path, 'not the file that the manifest names', found, manifest.sha256);
  }
  const runtime = await loadRuntime();
  const session = await createSession(runtime, bytes, path, threads);
  try {
    checkNames(session, manifest, path);
  } catch (error) {
    await session.release();
    throw error;
  }
  return {
    run: (inputs) => runSession(runtime, session, manifest, inputs),
    close: () => session.release(),
  };
}

async function readModel(path: string): Promise<Uint8Array> {
  try {
    return await readFile(path);
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (code === 'ENOENT' || code === 'EISDIR') {
      throw badModel('model.missing', path, 'no model file', code, 'an ONNX file');
    }
    throw new UnavailableError(`cannot read ${path}`, 'storage', { cause: error });
  }
}

async function loadRuntime(): Promise<OnnxRuntime> {
  try {
    const module = (await import(RUNTIME)) as OnnxRuntime & { readonly default?: OnnxRuntime };
    return module.default ?? module;
  } catch (error) {
    throw new BadInputError(
      'learned detectors cannot run here',
      {
        code: 'model.noRuntime',
        where: `package ${RUNTIME}`,
        found: error instanceof Error ? error.message.split('\n')[0]! : String(error),
        expected: `the optional package ${RUNTIME}, installed for this platform`,
      },
      { cause: error },
    );
  }
}

async function createSession(
  runtime: OnnxRuntime,
  bytes: Uint8Array,
  path: string,
  threads: number,
): Promise<OnnxSession> {
  try {
    return await runtime.InferenceSession.create(bytes, {
      executionProviders: ['cpu'],
      executionMode: 'sequential',
      intraOpNumThreads: threads,
      interOpNumThreads: 1,
    });
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw badModel('model.invalid', path, 'not a model that can be run', reason, 'an ONNX model', error);
  }
}

function checkNames(session: OnnxSession, { inputs, output }: LearnedManifest, path: string): void {
  const names = session.inputNames.toSorted().join(', ');
  const expected = [...inputs].sort().join(', ');
  if (names !== expected) throw badModel('model.inputs', path, 'the model has other inputs', names, expected);
  if (session.outputNames.includes(output)) return;
  throw badModel('model.output', path, 'the model lacks an output', session.outputNames.join(', '), output);
}

async function runSession(
  runtime: OnnxRuntime,
  session: OnnxSession,
  manifest: LearnedManifest,
  inputs: readonly Float32Array[],
): Promise<Float32Array> {
  const { side } = manifest;
  const feeds = Object.fromEntries(
    manifest.inputs.map((name, i) => {
      const values = inputs[i]!;
      return [name, new runtime.Tensor('float32', values, [1, values.length / (side * side), side, side])];
    }),
  );
  const results = await runTile(session, feeds, manifest);
  const tensor = results[manifest.output]!;
  const expected = [1, outputChannels(manifest), side, side].join(' x ');
  if (tensor.dims.join(' x ') === expected && tensor.data instanceof Float32Array) return tensor.data;
  const found = `${tensor.type} ${tensor.dims.join(' x ')}`;
  throw badModel('model.output', `model ${manifest.name}`, 'the output has another form', found, `float32 ${expected}`);
}

async function runTile(
  session: OnnxSession,
  feeds: Readonly<Record<string, unknown>>,
  manifest: LearnedManifest,
): Promise<Record<string, OnnxTensor>> {
  try {
    return await session.run(feeds, [manifest.output]);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    const expected = `${manifest.bands.length} bands in tiles of ${manifest.side} pixels, as its manifest says`;
    throw badModel('model.run', `model ${manifest.name}`, 'the model refuses its input', reason, expected, error);
  }
}

const badModel = (
  code: string,
  where: string,
  message: string,
  found: string,
  expected: string,
  cause?: unknown,
): BadInputError => new BadInputError(message, { code, where, found, expected }, { cause });
