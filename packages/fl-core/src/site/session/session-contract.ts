/** What a hospital's session is given and what it can be asked. */
import type { Result } from '../../lib/result.ts';
import type { SiteRules } from '../../privacy/index.ts';
import type { EngineName } from '../../training/index.ts';
import type { SiteData } from '../data/site-data.ts';
import type { ModelDesk } from '../finished-models/model-desk.ts';
import type { DisclosureStore } from '../guard/disclosure-memory.ts';
import type { Evidence } from '../guard/refusals.ts';
import type { OpenTrainer } from '../tasks/engine-desk.ts';
import type { RunNotesStore } from '../tasks/run-memory.ts';
import type { CredentialStore, Joining } from './introduction.ts';
import type { SiteSnapshot } from './snapshot.ts';
import type { SiteSocket } from './transport.ts';

export interface SiteSessionOptions {
  /** A fresh socket for the namespace `/sites`, not yet connected. */
  connect(): SiteSocket;
  readonly data: SiteData;
  /** `chooseEngine`, with what this platform has. */
  readonly openTrainer: OpenTrainer;
  /** The engine that a person chose on an earlier visit. */
  readonly pinned?: EngineName | null;
  /** What a session that broke off knew of the run, to go on from. */
  readonly resumed?: ResumedSession | null;
  readonly credentials: CredentialStore;
  /** Where what it remembers of a run outlives the process; nowhere unless told. */
  readonly runNotes?: RunNotesStore | null;
  /** The hospital's own rules; the usual ones unless told. */
  readonly rules?: SiteRules;
  /** Somebody sits before it who can decide on what its rules leave to a person; nobody unless told. */
  readonly personDecides?: boolean;
  /** Where what was told of which rows outlives the process; nowhere unless told. */
  readonly disclosures?: DisclosureStore | null;
  /** Train a model on this hospital alone after each run, to compare. */
  readonly compareWithLocal: boolean;
  /** Milliseconds since 1970. */
  now?(): number;
}

export type ResumedSession = Pick<SiteSnapshot, 'run' | 'history' | 'comparison' | 'paused'>;

export interface SiteSession extends ModelDesk {
  snapshot(): SiteSnapshot;
  /** Calls `listener` with each new snapshot; returns how to stop. */
  subscribe(listener: (snapshot: SiteSnapshot) => void): () => void;
  /** Connects, introduces the hospital and declares it ready. */
  join(joining: Joining): Promise<Result<null>>;
  /**
   * Takes effect before anything else is sent. `mayReturn`: the page or process ends, which may be a reload, so what is
   * remembered of the run stays.
   */
  leave(mayReturn?: boolean): Promise<Result<null>>;
  /** Stops the fit under way within 100 ms and holds what comes; the coordinator does not wait longer for it. */
  pause(): void;
  resume(): void;
  /** Goes on from a model that this hospital has not seen made, with the next round. */
  trustModel(): void;
  /** The newest question that this hospital's rules refused, whole; null without one. */
  evidence(): Evidence | null;
  /** Trains with this engine from the next round on; null: with the study's, else the fastest. */
  pinEngine(engine: EngineName | null): void;
  close(): void;
}
