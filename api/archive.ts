import { createHash } from 'node:crypto';
import type { Readable } from 'node:stream';
import yazl from 'yazl';
import type { BundleFile } from '#domain/evidenceBundle.js';

/** A file to go into an archive: its bytes, or where they stand on the disk. */
export interface ArchivedFile extends BundleFile {
  readonly content: Buffer | { readonly storedAt: string };
}

export function fileOf(path: string, content: Buffer): ArchivedFile {
  return { path, bytes: content.length, sha256: createHash('sha256').update(content).digest('hex'), content };
}

export const jsonFile = (path: string, value: unknown): ArchivedFile =>
  fileOf(path, Buffer.from(`${JSON.stringify(value, null, 1)}\n`));

/** A ZIP as it is made; pictures on the disk are read as they are sent. */
export function archiveOf(files: readonly ArchivedFile[], mtime: Date): Readable {
  const zip = new yazl.ZipFile();
  for (const { path, content } of files) {
    if (Buffer.isBuffer(content)) zip.addBuffer(content, path, { mtime });
    else zip.addFile(content.storedAt, path, { mtime, compress: false });
  }
  zip.end();
  return zip.outputStream as Readable;
}
