/**
 * Every connection of Socket.IO, below its namespaces: until it is known whose it is it may last and say next to
 * nothing, and afterwards each kind of message has a size and all of them together a pace. Counted on packets as
 * Engine.IO hands them on, so that no namespace and no event escapes.
 */
import { MAX_MESSAGE_BYTES } from '@fedhealth/fl-core/protocol';
import type { Server } from 'socket.io';
import { z } from 'zod';
import type { Connections } from '../connections/connections.ts';
import type { Held } from '../connections/strangers.ts';
import type { Wire } from '../connections/unfinished.ts';
import { createTokenBucket, type Pace } from '../pace/token-bucket.ts';
import type { SiteSocket } from './namespaces.ts';
import { createPacketReader } from './packet-size.ts';

/** A connection as Engine.IO has it. */
export type EngineConnection = SiteSocket['conn'];

export interface Line {
  /** It is known whose it is: a hospital, which may send its updates, or a dashboard, which only listens. Once for each. */
  introduce(who: 'site' | 'admin'): void;
  /** That one is gone; the connection has as long again as at first. */
  doubt(who: 'site' | 'admin'): void;
  /** Called before it is closed because nobody introduced himself. */
  onSilence(tell: () => void): void;
  /** Whether it was closed for the size of what it sent. */
  tooLarge(): boolean;
}

export interface Lines {
  of(connection: EngineConnection): Line;
}

/** A hello or two and the handshake are a dozen packets. */
const STRANGER_PACKETS = 60;
/** Above what `limitPace` answers with words: a message with an update is two packets. */
const PACE: Pace = { capacity: 1_800, perSecond: 250 };
/** What belongs to a message beside its content. */
const ENVELOPE_BYTES = 64 * 1024;

/** `helloMs`: how long a connection may stay unknown, in milliseconds. */
export function createLines(io: Server, connections: Connections, helloMs: number): Lines {
  const lines = new WeakMap<EngineConnection, Line>();
  io.engine.on('connection', (connection: EngineConnection) => {
    lines.set(connection, follow(connection, connections, helloMs));
  });
  return {
    of(connection) {
      const line = lines.get(connection);
      if (line === undefined) throw new Error('A connection of Socket.IO was not seen when it came.');
      return line;
    },
  };
}

function follow(connection: EngineConnection, connections: Connections, helloMs: number): Line {
  const { strangers, limits } = connections;
  const { request } = connection;
  const known = new Set<'site' | 'admin'>();
  const session: Held = { busy: () => false, drop: () => cut() };
  let wire: Wire | undefined;
  let large = false;
  let packets = 0;
  let tellSilence = (): void => undefined;
  const mayCome = createTokenBucket(PACE);
  const sizes = createPacketReader(limits.strangerBytes);

  const cut = (): void => {
    // Not even what has just come is looked at.
    connection.removeAllListeners('data');
    if (wire) wire.cut();
    else connection.close(true);
  };
  const silent = (): void => {
    if (known.size > 0) return;
    tellSilence();
    connection.close();
    wire?.end();
  };
  let timer = setTimeout(silent, helloMs);
  const paced = (): void => {
    if (known.size === 0 ? ++packets > STRANGER_PACKETS : !mayCome()) cut();
  };
  const open = (): void =>
    wire?.allow(known.has('site') ? MAX_MESSAGE_BYTES + ENVELOPE_BYTES : limits.strangerBytes);
  /** The WebSocket, at once or once the session has one. */
  const join = (made: Wire | undefined, socket: unknown): void => {
    wire = made;
    open();
    // Engine.IO has packets of its own for this: WebSocket's pings are nobody's here, and are counted.
    const pinged = websocketSchema.safeParse(socket);
    if (pinged.success) pinged.data.on('ping', paced);
  };

  const held = connections.heldOf(request);
  if (connection.transport.name === 'polling') {
    if (!strangers.admit(session, connections.addressOf(request))) queueMicrotask(cut);
  } else join(connections.wireOf(request), Reflect.get(request, 'websocket'));
  connection.on('upgrade', (transport: object) => {
    join(connections.wireOfSession(String(Reflect.get(connection, 'id'))), Reflect.get(transport, 'socket'));
  });
  connection.on('packet', ({ data }: { readonly data?: unknown }) => {
    wire?.whole();
    paced();
    if (sizes.fits(data, known)) return;
    large = known.size > 0;
    cut();
  });
  connection.once('close', () => {
    clearTimeout(timer);
    strangers.forget(session);
    wire?.end();
  });

  return {
    introduce(who) {
      known.add(who);
      clearTimeout(timer);
      packets = 0;
      open();
      if (held) strangers.know(held);
      strangers.know(session);
    },
    doubt(who) {
      if (!known.delete(who) || known.size > 0) return;
      open();
      clearTimeout(timer);
      timer = setTimeout(silent, helloMs);
    },
    onSilence(tell) {
      tellSilence = tell;
    },
    tooLarge: () => large || wire?.cause() === 'TOO_LARGE',
  };
}

const websocketSchema = z.custom<{ on(event: 'ping', listener: () => void): unknown }>(
  (value) => typeof value === 'object' && value !== null && 'on' in value && typeof value.on === 'function',
);
