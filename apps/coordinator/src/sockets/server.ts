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

export type SiteNamespace = Namespace<SiteToCoordinator, CoordinatorToSite, object, SiteSocketData>;
export type SiteSocket = Socket<SiteToCoordinator, CoordinatorToSite, object, SiteSocketData>;
export type AdminNamespace = Namespace<object, CoordinatorToAdmin>;

/** What the coordinator remembers of a site's connection. */
export interface SiteSocketData {
  /** The answer to its hello, under way or given. */
  greeting?: Promise<Result<Welcome, ProtocolError>>;
  site?: { readonly id: string; readonly name: string; readonly studyId: string };
}

export interface SocketServer {
  readonly sites: SiteNamespace;
  readonly admins: AdminNamespace;
  close(): Promise<void>;
}

/** Compression stays off: weights do not compress, and it costs memory for each socket. */
export function createSocketServer(http: HttpServer): SocketServer {
  const io = new Server(http, {
    serveClient: false,
    perMessageDeflate: false,
    maxHttpBufferSize: MAX_MESSAGE_BYTES,
    pingInterval: 20_000,
    pingTimeout: 30_000,
    connectTimeout: 15_000,
  });
  return {
    sites: io.of(SITE_NAMESPACE),
    admins: io.of(ADMIN_NAMESPACE),
    close: () => io.close(),
  };
}
