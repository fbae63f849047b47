import { createHash, randomUUID } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import type { IncomingMessage } from 'node:http';
import { join } from 'node:path';
import { Transform, type Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import busboy from 'busboy';
import { BadInputError } from '#domain/errors.js';
import { DiskFullError } from '../failures.js';

export interface UploadRules<M> {
  /** Where the file is written to while it comes in; made where it is not there. */
  readonly folder: string;
  /** Bytes of the file at most. */
  readonly limitBytes: number;
  /** Reads the text of part `manifest`; throws BadInputError where it does not fit. */
  readonly parseManifest: (text: string) => M;
}

export interface ReceivedUpload<M> {
  readonly manifest: M;
  /** Temporary file with the bytes of part `file`; the receiver moves or removes it. */
  readonly path: string;
  /** Name the sender's machine has for it; for titles only. */
  readonly fileName: string;
  /** SHA-256, hex. */
  readonly sha256: string;
}

const MANIFEST_BYTES = 64 * 1024;

/**
 * Streams a form with part `manifest` (JSON) and then part `file` to disk. The manifest is looked at before the first
 * byte of the file is stored; when anything fails, nothing is left on disk.
 * @throws BadInputError for a form that is not this one, or a file that is too large; DiskFullError
 */
export async function receiveUpload<M>(request: IncomingMessage, rules: UploadRules<M>): Promise<ReceivedUpload<M>> {
  await mkdir(rules.folder, { recursive: true });
  const path = join(rules.folder, `${randomUUID()}.part`);
  const form = openForm(request);
  const reading = readForm(form, rules, path);
  request.once('close', () => {
    // Gone before the end: nobody waits for an answer, but what was written must go.
    if (!request.complete) form.destroy(new Error('the sender went away'));
  });
  request.pipe(form);
  try {
    return await reading.upload;
  } catch (error) {
    // The rest of the form is read and thrown away, so that the sender gets to see the answer.
    request.unpipe(form);
    request.resume();
    form.destroy();
    await reading.settled();
    await rm(path, { force: true });
    throw error;
  }
}

interface FormReading<M> {
  readonly upload: Promise<ReceivedUpload<M>>;
  /** Resolves once nothing is written any more. */
  settled(): Promise<void>;
}

function readForm<M>(form: busboy.Busboy, rules: UploadRules<M>, path: string): FormReading<M> {
  let manifest: { readonly value: M } | null = null;
  let received: Promise<ReceivedUpload<M>> | null = null;
  const upload = new Promise<ReceivedUpload<M>>((resolve, reject) => {
    const refuse = (error: unknown): void => reject(error instanceof Error ? error : new Error(String(error)));
    form.on('field', (name, text, { valueTruncated }) => {
      try {
        if (name !== 'manifest' || manifest !== null) throw unexpectedPart(name);
        if (valueTruncated) throw tooLarge('manifest', MANIFEST_BYTES);
        manifest = { value: rules.parseManifest(text) };
      } catch (error) {
        refuse(error);
      }
    });
    form.on('file', (name, stream, { filename }) => {
      if (name !== 'file' || received !== null || manifest === null) {
        stream.resume();
        return refuse(manifest === null ? manifestMissing() : unexpectedPart(name));
      }
      const { value } = manifest;
      const fileName = filename ?? '';
      received = storeFile(stream, { path, fileName, limitBytes: rules.limitBytes }).then((sha256) => ({
        manifest: value,
        path,
        fileName,
        sha256,
      }));
      received.catch(refuse);
    });
    form.on('error', (error) => refuse(unreadable(error)));
    form.on('close', () => {
      if (received === null) refuse(manifest === null ? manifestMissing() : fileMissing());
      else received.then(resolve, refuse);
    });
  });
  const settled = async (): Promise<void> => void (await received?.catch(() => undefined));
  return { upload, settled };
}

function openForm(request: IncomingMessage): busboy.Busboy {
  try {
    return busboy({
      headers: request.headers,
      defParamCharset: 'utf8',
      limits: { files: 2, fields: 4, parts: 6, fieldSize: MANIFEST_BYTES },
    });
  } catch (error) {
    throw unreadable(error);
  }
}

/** Writes the stream, and gives its SHA-256 once all of it is on disk. */
async function storeFile(
  stream: Readable,
  { path, fileName, limitBytes }: { readonly path: string; readonly fileName: string; readonly limitBytes: number },
): Promise<string> {
  const hash = createHash('sha256');
  let bytes = 0;
  const meter = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      bytes += chunk.length;
      if (bytes > limitBytes) return done(tooLarge('file', limitBytes));
      hash.update(chunk);
      done(null, chunk);
    },
  });
  const file = createWriteStream(path, { flags: 'wx', flush: true });
  const closed = new Promise<void>((resolve) => file.once('close', () => resolve()));
  try {
    await pipeline(stream, meter, file);
  } catch (error) {
    throw isDiskFull(error) ? new DiskFullError(fileName || 'file', bytes, { cause: error }) : error;
  } finally {
    // A file whose opening is under way comes into being after the failure: only a closed one can be removed for good.
    file.destroy();
    await closed;
  }
  return hash.digest('hex');
}

function isDiskFull(error: unknown): boolean {
  const code = (error as { code?: unknown } | null)?.code;
  return code === 'ENOSPC' || code === 'EDQUOT';
}

function unreadable(error: unknown): BadInputError {
  const found = error instanceof Error ? error.message : String(error);
  const detail = { code: 'upload.form', where: 'body', found, expected: 'a complete multipart/form-data body' };
  return new BadInputError('the form cannot be read', detail, { cause: error });
}

function tooLarge(where: string, limitBytes: number): BadInputError {
  return new BadInputError('too large', { code: 'upload.tooLarge', where, expected: `at most ${limitBytes} bytes` });
}

function unexpectedPart(name: string): BadInputError {
  const detail = { code: 'upload.part', where: 'body', found: `part ${JSON.stringify(name)}` };
  return new BadInputError('unexpected part', { ...detail, expected: 'one part manifest, then one part file' });
}

function manifestMissing(): BadInputError {
  const expected = 'part manifest (JSON) before part file';
  return new BadInputError('the manifest is missing', { code: 'upload.manifest', where: 'manifest', expected });
}

function fileMissing(): BadInputError {
  return new BadInputError('the file is missing', {
    code: 'upload.file',
    where: 'file',
    expected: 'a part named file',
  });
}
