/** The Socket.IO server on the coordinator's HTTP server. */
import type { Server as HttpServer } from 'node:http';
import type { Result } from '@fedhealth/fl-core/lib';
import {
  ADMIN_NAMESPACE,
  type CoordinatorToAdmin,
  type CoordinatorToSite,
  MAX_MESSAGE_BYTES,
  type ProtocolError,
  SITE_NAMESPACE,
  type SiteToCoordinator,
  type Welcome,
} from '@fedhealth/fl-core/protocol';
import { type Namespace, Server, type Socket } from 'socket.io';
import type { Session } from '../access/session.ts';
import type { Connections } from '../connections/connections.ts';
import { createLines, type Lines } from './lines.ts';

export type SiteNamespace = Namespace<SiteToCoordinator, CoordinatorToSite, object, SiteSocketData>;
export type SiteSocket = Socket<SiteToCoordinator, CoordinatorToSite, object, SiteSocketData>;
export type AdminNamespace = Namespace<object, CoordinatorToAdmin, object, AdminSocketData>;

/** The session of a dashboard that came by cookie; none of one that came by token. */
export interface AdminSocketData {
  session?: Session;
}

/** What the coordinator remembers of a site's connection. */
export interface SiteSocketData {
  /** The answer to its hello, under way or given. */
  greeting?: Promise<Result<Welcome, ProtocolError>>;
  site?: { readonly id: string; readonly name: string; readonly studyId: string };
}

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
