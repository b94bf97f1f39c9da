/** The typed Socket.IO event maps: what may be said, by whom, and what comes back. */
import type { Result } from '../lib/result.ts';
import type { AdminNotice, AdminProgress } from './admin-api.ts';
import type { ProtocolError } from './error-codes.ts';
import type { ChecksMessage, FederationMessage } from './federation-messages.ts';
import type { Hello, ModelRequest, Progress, Ready, RunView, Task, TaskResult, Welcome } from './messages.ts';
import type { Production, SiteModels } from './model-messages.ts';

export type Reply<T> = Result<T, ProtocolError>;
type Ack<T> = (reply: Reply<T>) => void;

/** Hospital → coordinator. Each is acknowledged; sending one twice gets the first answer again. */
export interface SiteToCoordinator {
  hello: (message: Hello, ack: Ack<Welcome>) => void;
  ready: (message: Ready, ack: Ack<null>) => void;
  leave: (message: Record<string, never>, ack: Ack<null>) => void;
  /** `frame` is there for a `fit` result: the trained weights. */
  result: (message: TaskResult, frame: Uint8Array | null, ack: Ack<null>) => void;
  /** At most twice a second while a training of half a second or more goes on (W8); not answered, and nothing hangs on it. */
  progress: (message: Progress) => void;
  /** A finished model: the artifact as JSON text, its weights as a frame. */
  model: (message: ModelRequest, ack: Ack<{ artifact: unknown }>) => void;
  /** The study's finished models, newest first. */
  models: (message: Record<string, never>, ack: Ack<SiteModels>) => void;
}

/** Coordinator → hospital. A task is sent again after a reconnect until its result has come. */
export interface CoordinatorToSite {
  task: (task: Task, frame: Uint8Array | null) => void;
  run: (view: RunView) => void;
  /** How its data set stands against the study and the others'; again whenever that changes. */
  checks: (message: ChecksMessage) => void;
  /** The merged statistics, as far as they may go back. */
  federation: (message: FederationMessage) => void;
  /** Another model is the one to predict with. */
  production: (message: Production) => void;
  /** This connection ends now, and why. */
  farewell: (error: ProtocolError) => void;
}

/** Coordinator → dashboard: what changed; the page fetches it again over REST. */
export interface CoordinatorToAdmin {
  notice: (notice: AdminNotice) => void;
  /** At most twice a second: how far the sites that moved since the last are with their training. */
  progress: (progress: AdminProgress) => void;
}
