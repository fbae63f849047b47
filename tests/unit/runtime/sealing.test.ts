import { createDecipheriv } from 'node:crypto';
import { chmodSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { createSealing } from '#runtime/sealing.js';

let dataDir: string;
beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'pw-seal-'));
});
afterEach(() => rmSync(dataDir, { recursive: true }));

const ofFile = () => createSealing({ dataDir, secretKey: null });
const keyFile = (): string => join(dataDir, 'secret.key');

test('what is sealed opens again, in another process too, and no two seals are alike', () => {
  const [one, other] = [ofFile(), ofFile()];
  for (const text of ['', 'whsec_abc=', '密钥 🔑']) {
    const sealed = one.seal(text, 'webhook/1');
    expect(other.open(sealed, 'webhook/1')).toBe(text);
    expect(one.seal(text, 'webhook/1')).not.toBe(sealed);
  }
});

test('is AES-256-GCM with nonce before and tag behind', () => {
  const sealed = Buffer.from(ofFile().seal('secret', 'here').split('.')[1]!, 'base64url');
  const key = Buffer.from(readFileSync(keyFile(), 'utf8'), 'base64');
  const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, 12)).setAAD(Buffer.from('here'));
  decipher.setAuthTag(sealed.subarray(-16));
  expect(Buffer.concat([decipher.update(sealed.subarray(12, -16)), decipher.final()]).toString()).toBe('secret');
});

test('what was changed, belongs to another, or was sealed with another key does not open', () => {
  const sealing = ofFile();
  const sealed = sealing.seal('secret', 'webhook/1');
  const bytes = Buffer.from(sealed.slice(3), 'base64url');
  for (const [place] of bytes.entries()) {
    const changed = Buffer.from(bytes);
    changed[place]! ^= 1;
    expect(() => sealing.open(`v1.${changed.toString('base64url')}`, 'webhook/1')).toThrow(/does not open/);
  }
  expect(() => sealing.open(sealed, 'webhook/2')).toThrow(/webhook\/2 does not open/);
  for (const other of ['', 'v1.', `v2${sealed.slice(2)}`, sealed.slice(0, 20), 'whsec_clear']) {
    expect(() => sealing.open(other, 'webhook/1')).toThrow(/does not open/);
  }
  const otherKey = createSealing({ dataDir, secretKey: Buffer.alloc(32, 7).toString('base64') });
  expect(() => otherKey.open(sealed, 'webhook/1')).toThrow(/does not open/);
});

test('the key file is made when it is needed, readable by its owner alone, and left as it is', () => {
  const sealing = ofFile();
  expect(existsSync(keyFile())).toBe(false);
  sealing.seal('x', '');
  expect(statSync(keyFile()).mode & 0o777).toBe(0o600);
  const text = readFileSync(keyFile(), 'utf8');
  ofFile().seal('x', '');
  expect(readFileSync(keyFile(), 'utf8')).toBe(text);
  expect(readdirSync(dataDir)).toEqual(['secret.key']);
});

test('a key that others may read, or that is none, is refused', () => {
  ofFile().seal('x', '');
  chmodSync(keyFile(), 0o640);
  expect(() => ofFile().seal('x', '')).toThrow(/others may read the key/);
  expect(() => createSealing({ dataDir, secretKey: 'short' }).seal('x', '')).toThrow(/not a key/);
});
