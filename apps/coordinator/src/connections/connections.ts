/** All connections of the server, from the moment they are accepted, and what is known of them. */
import type { IncomingMessage, Server } from 'node:http';
import type { Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { addressOf, household } from './address.ts';
import type { ConnectionLimits } from './limits.ts';
import { createStrangers, type Held, type Strangers } from './strangers.ts';
import { createUnfinished, type Wire } from './unfinished.ts';

export interface Connections {
  readonly limits: ConnectionLimits;
  readonly strangers: Strangers;
  addressOf(request: IncomingMessage): string;
  /** Counts what the server accepts from now on. */
  watch(server: Server): void;
  /** A request is being answered on its connection until `over` is called. */
  begin(request: IncomingMessage): { over(): void };
  /** Whether something is being answered on it. */
  busy(socket: Duplex): boolean;
  /** Its connection has become a WebSocket. */
  upgraded(request: IncomingMessage, socket: Duplex): void;
  /** The WebSocket that a request became, or that joined the Engine.IO session of this id. */
  wireOf(request: IncomingMessage): Wire | undefined;
  wireOfSession(id: string): Wire | undefined;
  /** The connection of a request, as it is counted. */
  heldOf(request: IncomingMessage): Held | undefined;
  /** Nothing new is answered any more, and after `farewellMs` whoever is left is cut off. */
  close(): void;
  closing(): boolean;
}

/** `proxies`: how many stand in front; then what is accepted says nothing of whose it is. */
export function createConnections(limits: ConnectionLimits, proxies: number): Connections {
  const strangers = createStrangers(limits);
  const unfinished = createUnfinished(limits);
  const open = new Map<Duplex, Held>();
  const answering = new Map<Duplex, number>();
  const wires = new WeakMap<IncomingMessage, Wire>();
  const joined = new Map<string, Wire>();
  let ending: NodeJS.Timeout | undefined;

  const accept = (socket: Socket): void => {
    const held: Held = { busy: () => answering.has(socket), drop: () => void socket.destroy() };
    open.set(socket, held);
    socket.once('close', () => {
      open.delete(socket);
      answering.delete(socket);
      strangers.forget(held);
    });
    const from = proxies > 0 ? null : household(socket.remoteAddress ?? '');
    if (!strangers.admit(held, from)) socket.destroy();
  };

  return {
    limits,
    strangers,
    addressOf: (request) => addressOf(request, proxies),
    watch: (server) => void server.on('connection', accept),
    begin({ socket }) {
      answering.set(socket, (answering.get(socket) ?? 0) + 1);
      return {
        over() {
          const left = (answering.get(socket) ?? 1) - 1;
          if (left > 0) answering.set(socket, left);
          else answering.delete(socket);
        },
      };
    },
    busy: (socket) => answering.has(socket),
    upgraded(request, socket) {
      const wire = unfinished.watch(socket);
      wires.set(request, wire);
      const held = open.get(socket);
      if (held && proxies > 0) strangers.admit(held, addressOf(request, proxies));
      const session = sessionOf(request);
      if (session === null) return;
      joined.set(session, wire);
      socket.once('close', () => {
        if (joined.get(session) === wire) joined.delete(session);
      });
    },
    wireOf: (request) => wires.get(request),
    wireOfSession: (id) => joined.get(id),
    heldOf: ({ socket }) => open.get(socket),
    close() {
      ending ??= setTimeout(() => {
        for (const held of open.values()) held.drop();
      }, limits.farewellMs);
      ending.unref();
    },
    closing: () => ending !== undefined,
  };
}

const sessionOf = ({ url = '' }: IncomingMessage): string | null =>
  new URLSearchParams(url.split('?')[1] ?? '').get('sid');
