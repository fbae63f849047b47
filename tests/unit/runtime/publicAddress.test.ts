import { describe, expect, test } from '@jest/globals';
import type { lookup } from 'node:dns';
import { isPublicAddress, publicLookup, publicUrl } from '#runtime/publicAddress.js';

describe('an address', () => {
  test.each(['8.8.8.8', '203.0.112.255', '172.32.0.1', '2400:3200::1', '::ffff:8.8.8.8'])('%s is public', (address) => {
    expect(isPublicAddress(address)).toBe(true);
  });

  test.each([
    '127.0.0.1',
    '127.255.0.9',
    '10.1.2.3',
    '172.16.0.1',
    '172.31.255.255',
    '192.168.1.1',
    '169.254.169.254',
    '0.0.0.0',
    '100.64.0.1',
    '224.0.0.1',
    '255.255.255.255',
    '::1',
    '::',
    'fe80::1',
    'fd00::1',
    'ff02::1',
    '::ffff:127.0.0.1',
    '::ffff:7f00:1',
    '64:ff9b::7f00:1',
    '2002:7f00:1::',
    '::127.0.0.1',
    'not an address',
  ])('%s is not', (address) => {
    expect(isPublicAddress(address)).toBe(false);
  });
});

describe('the URL of a receiver', () => {
  test.each([
    'http://approval.example/hook',
    'ftp://approval.example/',
    'file:///etc/passwd',
    'https://u:p@approval.example/',
    'https://127.0.0.1/',
    'https://2130706433/',
    'https://0x7f.1/',
    'https://0177.0.0.1/',
    'https://[::1]/',
    'https://[::ffff:169.254.169.254]/',
    'https://localhost/',
    'https://localhost./',
    'https://db.internal/',
    'https://postgres/',
    'https://printer.local/',
    'not a URL',
    'https:///',
  ])('%s is refused', (url) => {
    expect(() => publicUrl(url, [], 'url')).toThrow(expect.objectContaining({ kind: 'badInput' }));
  });

  test('is taken where it is public, or where the operator allows the host', () => {
    expect(publicUrl('https://approval.example/hook', [], 'url').host).toBe('approval.example');
    expect(publicUrl('http://10.0.0.7:8080/hook', ['10.0.0.7:8080'], 'url').port).toBe('8080');
    expect(() => publicUrl('http://10.0.0.7:22/hook', ['10.0.0.7:8080'], 'url')).toThrow(/not asked/);
  });
});

describe('a name', () => {
  const answering = (...addresses: string[]) =>
    ((_host: string, _options: object, answer: (error: null, found: object[]) => void) =>
      answer(
        null,
        addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 })),
      )) as unknown as typeof lookup;
  const found = (...addresses: string[]): Promise<string> =>
    new Promise((resolve, reject) => {
      publicLookup(answering(...addresses))('approval.example', {}, (error, address) =>
        error === null ? resolve(address as string) : reject(error),
      );
    });

  test('leads where it says at the moment of connecting, and nowhere inside', async () => {
    expect(await found('8.8.8.8')).toBe('8.8.8.8');
    await expect(found('127.0.0.1')).rejects.toThrow(/not public/);
    await expect(found('8.8.8.8', '10.0.0.1')).rejects.toThrow(/10\.0\.0\.1/);
    await expect(found()).rejects.toThrow(/nothing/);
  });
});
