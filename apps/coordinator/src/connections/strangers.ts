/**
 * Every connection by whose it is. On most of them nobody has said who he is: these are bounded by address and in
 * all, and where one more comes, the one that has been here longest makes room. So nobody is refused for what
 * others behind his address do, and what is held open only to hold it goes first.
 */
import type { ConnectionLimits } from './limits.ts';

/** A connection as it is counted. */
export interface Held {
  /** Something is being answered on it: it goes after those that wait. */
  busy(): boolean;
  /** Ends it at once. */
  drop(): void;
}

export interface Strangers {
  /**
   * Counts a connection, which may end an older one; one that is counted is from now on of this address. `address`:
   * null while it is not known, behind a proxy. False where there is no room even so: it is to be ended.
   */
  admit(connection: Held, address: string | null): boolean;
  /** It is known whose it is: from now on it counts as one of all, and is not made to go. */
  know(connection: Held): void;
  /** It is over. */
  forget(connection: Held): void;
  counts(): { readonly all: number; readonly strangers: number };
}

export function createStrangers(
  limits: Pick<ConnectionLimits, 'connections' | 'strangersOfAddress'>,
): Strangers {
  const all = new Set<Held>();
  /** In the order they came. */
  const strangers = new Map<Held, string | null>();
  const byAddress = new Map<string, Set<Held>>();

  const introduce = (connection: Held): void => {
    const address = strangers.get(connection);
    strangers.delete(connection);
    if (address == null) return;
    const neighbours = byAddress.get(address);
    neighbours?.delete(connection);
    if (neighbours?.size === 0) byAddress.delete(address);
  };
  const forget = (connection: Held): void => {
    introduce(connection);
    all.delete(connection);
  };
  const makeRoom = (among: Iterable<Held>): void => {
    const goes = oldest(among);
    if (goes === undefined) return;
    forget(goes);
    goes.drop();
  };

  return {
    admit(connection, address) {
      forget(connection);
      const neighbours = (address === null ? undefined : byAddress.get(address)) ?? new Set<Held>();
      if (neighbours.size >= limits.strangersOfAddress) makeRoom(neighbours);
      if (all.size >= limits.connections) makeRoom(strangers.keys());
      if (all.size >= limits.connections) return false;
      if (address !== null) byAddress.set(address, neighbours.add(connection));
      strangers.set(connection, address);
      all.add(connection);
      return true;
    },
    know: introduce,
    forget,
    counts: () => ({ all: all.size, strangers: strangers.size }),
  };
}

/** The first that is not busy, else the first. */
function oldest(connections: Iterable<Held>): Held | undefined {
  let first: Held | undefined;
  for (const connection of connections) {
    if (!connection.busy()) return connection;
    first ??= connection;
  }
  return first;
}
