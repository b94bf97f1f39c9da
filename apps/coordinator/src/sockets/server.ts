/** The Socket.IO server on the coordinator's HTTP server. */
import type { Server as HttpServer } from 'node:http';
import { ADMIN_NAMESPACE, MAX_MESSAGE_BYTES, SITE_NAMESPACE } from '@fedhealth/fl-core/protocol';
import { Server } from 'socket.io';
import type { Connections } from '../connections/connections.ts';
import { createLines, type Lines } from './lines.ts';
import type { AdminNamespace, SiteNamespace } from './namespaces.ts';

export interface SocketServer {
  readonly sites: SiteNamespace;
  readonly admins: AdminNamespace;
  readonly lines: Lines;
  close(): Promise<void>;
}

/**
 * Compression stays off: weights do not compress, and it costs memory for each socket. `helloMs`: how long a
 * connection may last on which nobody has said who he is, whatever namespace it is in.
 */
export function createSocketServer(
  http: HttpServer,
  connections: Connections,
  helloMs: number,
): SocketServer {
  const io = new Server(http, {
    serveClient: false,
    perMessageDeflate: false,
    maxHttpBufferSize: MAX_MESSAGE_BYTES,
    pingInterval: 20_000,
    pingTimeout: 30_000,
    connectTimeout: helloMs,
    // What is no WebSocket of ours is answered at the front door.
    destroyUpgrade: false,
  });
  // The namespace that every client knows: nobody has anything to say in it.
  io.use((_socket, next) => next(new Error('There is nothing here.')));
  return {
    sites: io.of(SITE_NAMESPACE),
    admins: io.of(ADMIN_NAMESPACE),
    lines: createLines(io, connections, helloMs),
    close: () => io.close(),
  };
}
