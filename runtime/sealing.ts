import { createCipheriv, createDecipheriv, createSecretKey, randomBytes, type KeyObject } from 'node:crypto';
import { linkSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { BadInputError, UnavailableError } from '#domain/errors.js';
import type { Sealing } from '#domain/sealing.js';
import type { Config } from './config.js';

const CIPHER = 'aes-256-gcm';
const KEY_BYTES = 32;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const VERSION = 'v1';

/**
 * Seals with AES-256-GCM (NIST SP 800-38D), a fresh nonce each time, the context authenticated with it. The key is the
 * configured one, else that of `secret.key` in the data folder; it is read, and the file made, when it is first needed.
 */
export function createSealing(config: Pick<Config, 'dataDir' | 'secretKey'>): Sealing {
  let known: KeyObject | null = null;
  const key = (): KeyObject => (known ??= keyOf(config));
  return {
    seal(text, context) {
      const nonce = randomBytes(NONCE_BYTES);
      const cipher = createCipheriv(CIPHER, key(), nonce).setAAD(Buffer.from(context));
      const sealed = Buffer.concat([nonce, cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()]);
      return `${VERSION}.${sealed.toString('base64url')}`;
    },
    open(sealed, context) {
      const [version, body = ''] = sealed.split('.');
      const bytes = Buffer.from(body, 'base64url');
      if (version !== VERSION || bytes.length < NONCE_BYTES + TAG_BYTES) throw notOpened(context);
      const decipher = createDecipheriv(CIPHER, key(), bytes.subarray(0, NONCE_BYTES), { authTagLength: TAG_BYTES })
        .setAAD(Buffer.from(context))
        .setAuthTag(bytes.subarray(-TAG_BYTES));
      try {
        return decipher.update(bytes.subarray(NONCE_BYTES, -TAG_BYTES), undefined, 'utf8') + decipher.final('utf8');
      } catch (error) {
        throw notOpened(context, error);
      }
    },
  };
}

function notOpened(context: string, cause?: unknown): UnavailableError {
  const message = `the secret of ${context} does not open: every API and worker needs the key it was sealed with`;
  return new UnavailableError(message, 'PLANWATCH_SECRET_KEY', { cause });
}

function keyOf({ dataDir, secretKey }: Pick<Config, 'dataDir' | 'secretKey'>): KeyObject {
  return secretKey === null ? keyOfFile(join(dataDir, 'secret.key')) : keyOfText(secretKey, 'PLANWATCH_SECRET_KEY');
}

/** Of processes that make the file at once, one does; all read the same. */
function keyOfFile(path: string): KeyObject {
  if (statSync(path, { throwIfNoEntry: false }) === undefined) makeKeyFile(path);
  const { mode } = statSync(path);
  if ((mode & 0o077) === 0) return keyOfText(readFileSync(path, 'utf8'), path);
  throw new BadInputError('others may read the key', {
    code: 'config.secretKey',
    where: path,
    found: `mode ${(mode & 0o777).toString(8)}`,
    expected: 'mode 600',
  });
}

function makeKeyFile(path: string): void {
  mkdirSync(join(path, '..'), { recursive: true });
  const draft = `${path}.${process.pid}.${randomBytes(4).toString('hex')}`;
  writeFileSync(draft, `${randomBytes(KEY_BYTES).toString('base64')}\n`, { mode: 0o600, flag: 'wx' });
  try {
    linkSync(draft, path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    rmSync(draft);
  }
}

function keyOfText(text: string, where: string): KeyObject {
  const bytes = Buffer.from(text.trim(), 'base64');
  if (bytes.length === KEY_BYTES) return createSecretKey(bytes);
  throw new BadInputError('not a key', {
    code: 'config.secretKey',
    where,
    found: `${bytes.length} bytes`,
    expected: `${KEY_BYTES} random bytes in base64 (openssl rand -base64 32)`,
  });
}
