import { lookup as lookUp, type LookupAddress } from 'node:dns';
import { BlockList, isIP, type LookupFunction } from 'node:net';
import { BadInputError } from '#domain/errors.js';

/** Everything that is not the public internet (IANA's special-purpose registries for IPv4 and IPv6). */
const NOT_PUBLIC = new BlockList();
const SUBNETS: readonly (readonly [address: string, prefix: number])[] = [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
  ['::', 96],
  ['64:ff9b::', 96],
  ['64:ff9b:1::', 48],
  ['100::', 64],
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['fc00::', 7],
  ['fe80::', 10],
  ['fec0::', 10],
  ['ff00::', 8],
];
for (const [address, prefix] of SUBNETS) NOT_PUBLIC.addSubnet(address, prefix, isIP(address) === 6 ? 'ipv6' : 'ipv4');

/** True for an address that anybody on the internet could mean. IPv4 within IPv6 counts as the IPv4 address. */
export function isPublicAddress(address: string): boolean {
  const family = isIP(address);
  if (family === 0) return false;
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1];
  if (mapped !== undefined) return isPublicAddress(mapped);
  if (/^::ffff:/i.test(address)) return false;
  return !NOT_PUBLIC.check(address, family === 6 ? 'ipv6' : 'ipv4');
}

/**
 * The URL of a receiver outside.
 * @param allowedHosts `host` or `host:port` that may lie anywhere and be asked without TLS: what the office runs itself
 * @throws BadInputError where it does not read, carries credentials, is not HTTPS, or names an address that is not public
 */
export function publicUrl(text: string, allowedHosts: readonly string[], where: string): URL {
  if (!URL.canParse(text)) throw refusal(where, text, 'https://host/path');
  const url = new URL(text);
  if (url.username !== '' || url.password !== '') throw refusal(where, 'credentials in the address', 'none');
  if (!['https:', 'http:'].includes(url.protocol)) throw refusal(where, url.protocol, 'https:');
  if (isAllowed(url, allowedHosts)) return url;
  if (url.protocol !== 'https:') throw refusal(where, url.protocol, 'https:');
  const host = bareHost(url);
  const isName = isIP(host) === 0;
  if (
    isName ? /(^|\.)(localhost|local|internal|intranet|lan|home\.arpa)$|^[^.]*$/i.test(host) : !isPublicAddress(host)
  ) {
    throw refusal(where, host, 'a public host, or one that the operator allows');
  }
  return url;
}

/** Hosts of a comma-separated list. */
export const hostsOf = (list: string): readonly string[] =>
  list
    .split(',')
    .map((host) => host.trim().toLowerCase())
    .filter((host) => host !== '');

export const isAllowed = (url: URL, allowedHosts: readonly string[]): boolean =>
  allowedHosts.some((host) => host === url.host || host === url.hostname);

const bareHost = (url: URL): string => url.hostname.replace(/^\[|\]$/g, '').replace(/\.$/, '');

/**
 * Looks a name up for the very connection that is made: what is checked is what is connected to, so that a name which
 * answers differently the second time gains nothing. One address that is not public refuses the name.
 * @param resolve for tests; default: the system's
 */
export function publicLookup(resolve: typeof lookUp = lookUp): LookupFunction {
  return (host, options, answer) => {
    resolve(host, { ...options, all: true }, (error, addresses: LookupAddress[]) => {
      if (error !== null) return answer(error, '', 0);
      const inside = addresses.find(({ address }) => !isPublicAddress(address));
      const [first] = addresses;
      if (inside !== undefined || first === undefined) {
        return answer(new Error(`${host} leads to ${inside?.address ?? 'nothing'}, which is not public`), '', 0);
      }
      if (options.all === true) answer(null, addresses as never);
      else answer(null, first.address, first.family);
    });
  };
}

function refusal(where: string, found: string, expected: string): BadInputError {
  return new BadInputError('this address is not asked', {
    code: 'url.notPublic',
    where,
    found: found.slice(0, 100),
    expected,
  });
}
