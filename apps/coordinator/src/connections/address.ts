/** Whose connection it is, as far as the network tells. */
import type { IncomingMessage } from 'node:http';
import { isIPv6 } from 'node:net';

/**
 * The address that a request came from. `proxies` stand in front, and each adds to `X-Forwarded-For` whom it heard
 * from: the last so many are believed, what a client wrote before them is not.
 */
export function addressOf(request: IncomingMessage, proxies: number): string {
  const heard = [request.headers['x-forwarded-for'] ?? []].flat().join(',').split(',');
  const forwarded = heard.map((one) => one.trim()).filter((one) => one !== '');
  const told = proxies > 0 ? (forwarded.at(-proxies) ?? forwarded[0]) : undefined;
  return household(told ?? request.socket.remoteAddress ?? '');
}

/** One name for what one household or machine can choose from: an IPv4 address, or the first 64 bits of an IPv6 one. */
export function household(address: string): string {
  const plain = address.slice(0, 64).replace(/^::ffff:(?=\d+\.)/i, '');
  if (!isIPv6(plain)) return plain;
  const [head = '', tail] = plain.replace(/%.*$/, '').toLowerCase().split('::');
  const before = head === '' ? [] : head.split(':');
  const after = tail ? tail.split(':') : [];
  const gap = tail === undefined ? 0 : Math.max(0, 8 - before.length - after.length);
  const groups = [...before, ...Array.from({ length: gap }, () => '0'), ...after];
  return groups
    .slice(0, 4)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(':');
}
