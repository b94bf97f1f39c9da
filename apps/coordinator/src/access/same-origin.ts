import type { IncomingHttpHeaders } from 'node:http';

/**
 * Where a request comes from, by what browsers add and pages cannot forge
 * (Fetch Metadata, RFC 6454): our own page, another site's page, or no browser
 * at all. `publicUrl` is what people type where a proxy changes the Host header.
 */
export function requestOrigin(
  headers: IncomingHttpHeaders,
  publicUrl: string | null,
): 'same' | 'other' | 'unknown' {
  const site = headers['sec-fetch-site'];
  if (site !== undefined) return site === 'same-origin' || site === 'none' ? 'same' : 'other';
  const { origin, host } = headers;
  if (origin === undefined) return 'unknown';
  if (!URL.canParse(origin)) return 'other';
  const own = [host, publicUrl === null ? undefined : new URL(publicUrl).host];
  return own.includes(new URL(origin).host) ? 'same' : 'other';
}
