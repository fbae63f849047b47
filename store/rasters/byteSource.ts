import { openFileBytes, type FileBytes } from './fileBytes.js';
import { openHttpRange } from './httpRange.js';
import { allowedUrl, isRemotePath, remoteAccess } from './remoteAccess.js';
import { RemoteBytes } from './remoteBytes.js';
import { openS3Range } from './s3Range.js';

/**
 * Opens a local file (read synchronously) or a remote one.
 * @param path file path, `http(s)://…` or `s3://bucket/key`
 * @throws BadInputError where it cannot be opened or the source is not allowed; UnavailableError where it is away
 */
export async function openByteSource(path: string): Promise<FileBytes | RemoteBytes> {
  if (!isRemotePath(path)) return openFileBytes(path);
  const access = remoteAccess();
  const url = allowedUrl(path, access);
  return new RemoteBytes(await (url.protocol === 's3:' ? openS3Range(url, access.s3) : openHttpRange(url)));
}
