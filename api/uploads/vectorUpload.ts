import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type Koa from 'koa';
import type { z } from 'zod';
import type { ApiServices } from '../services.js';
import { parseManifestJson } from './manifestJson.js';
import { receiveUpload, type ReceivedUpload } from './receiveUpload.js';

/** Bytes of an uploaded vector file at most; larger ones come in over the command line. */
const VECTOR_UPLOAD_BYTES = 512 * 1024 ** 2;

/**
 * Receives a form with `manifest` and `file`, does the work with the file's bytes on disk, and takes them away.
 * @throws BadInputError for a form that is not this one, before the file is read
 */
export async function withVectorUpload<S extends z.ZodType, T>(
  http: Koa.Context,
  { config, limits }: ApiServices,
  schema: S,
  work: (upload: ReceivedUpload<z.output<S>>) => Promise<T>,
): Promise<T> {
  const upload = await receiveUpload(http.req, {
    folder: join(config.dataDir, 'uploads'),
    limitBytes: Math.min(limits.uploadBytes, VECTOR_UPLOAD_BYTES),
    parseManifest: (text) => parseManifestJson(schema, text),
  });
  try {
    return await work(upload);
  } finally {
    await rm(upload.path, { force: true });
  }
}
