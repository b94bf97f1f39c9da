/** The two namespaces as Socket.IO is told of them, and what is remembered of a connection. */
import type { Result } from '@fedhealth/fl-core/lib';
import type {
  CoordinatorToAdmin,
  CoordinatorToSite,
  ProtocolError,
  SiteToCoordinator,
  Welcome,
} from '@fedhealth/fl-core/protocol';
import type { Namespace, Socket } from 'socket.io';
import type { Session } from '../access/session.ts';

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
