/**
 * Under which names this coordinator is served. A page of another site can make a browser look up that site's name
 * as our address (DNS rebinding) and would then be of one origin with us: under a name that is not ours nothing is
 * answered. It also keeps a false `Host` out of invite links.
 */
import { isIP } from 'node:net';
import { hostname, networkInterfaces } from 'node:os';

export interface HostRule {
  /** Whether a `Host` header names this coordinator, on whatever port: a tunnel may have another. */
  serves(host: string | undefined): boolean;
}

/** What is always this machine; a rebound page never has one of these for its name. */
const LOOPBACK = ['localhost', '127.0.0.1', '[::1]'];

/**
 * `publicUrl`: the address people use, and with it the only name beside this machine's own. Without one, `listensOn`
 * is; where that is every address, the addresses that this machine has at the moment and its name.
 */
export function createHostRule(publicUrl: string | null, listensOn: string): HostRule {
  const everywhere = listensOn === '0.0.0.0' || listensOn === '::';
  const given = publicUrl === null ? [bracketed(listensOn)] : [new URL(publicUrl).hostname];
  const fixed = new Set([...LOOPBACK, ...given].map((name) => name.toLowerCase()));
  return {
    serves(host) {
      const name = host === undefined ? null : nameIn(host);
      if (name === null) return false;
      return fixed.has(name) || (publicUrl === null && everywhere && ownNames().includes(name));
    },
  };
}

/** The name in a `Host` header without its port, as a browser would write it; null for what is none. */
function nameIn(host: string): string | null {
  if (!/^[\w.:[\]-]{1,255}$/.test(host)) return null;
  return URL.canParse(`http://${host}`) ? new URL(`http://${host}`).hostname.replace(/\.$/, '') : null;
}

/** Asked each time: a laptop changes its address while the process runs. */
function ownNames(): string[] {
  const name = hostname().toLowerCase();
  const addresses = Object.values(networkInterfaces()).flatMap((each) => each ?? []);
  return [
    ...[name, name.split('.')[0] ?? name, `${name.split('.')[0]}.local`],
    ...addresses.map(({ address }) => bracketed(address.replace(/%.*$/, ''))),
  ];
}

const bracketed = (address: string): string => (isIP(address) === 6 ? `[${address}]` : address);
