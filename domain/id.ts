import { createHash } from 'node:crypto';

/**
 * The id that the same thing always gets: a name-based UUID (RFC 9562 version 8) of the SHA-256 of its noun and natural
 * key. Saving the same thing twice, on any machine, therefore meets itself.
 */
export function idOf(noun: string, ...naturalKey: readonly (string | number)[]): string {
  const hash = createHash('sha256')
    .update(JSON.stringify([noun, ...naturalKey]))
    .digest();
  hash[6] = (hash[6]! & 0x0f) | 0x80;
  hash[8] = (hash[8]! & 0x3f) | 0x80;
  const hex = hash.toString('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20, 32)].join('-');
}

/** Hex SHA-256 of a value's canonical JSON (object keys sorted), for comparing records by content. */
export function contentHashOf(value: unknown): string {
  return createHash('sha256').update(canonicalJson(value)).digest('hex');
}

/** JSON with object keys sorted at every level, so that equal values give equal text. */
export function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_key, nested: unknown) =>
    nested !== null && typeof nested === 'object' && !Array.isArray(nested)
      ? Object.fromEntries(Object.entries(nested).sort(([a], [b]) => (a < b ? -1 : 1)))
      : nested,
  );
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** True for text that can be an id; anything else names nothing. */
export function isUuid(text: string): boolean {
  return UUID.test(text);
}
