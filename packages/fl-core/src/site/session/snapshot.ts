/** What a hospital's page may know: summaries only, never a row. The worker pushes it, the page draws it. */
import type { Problem } from '../../lib/result.ts';
import type { ClassificationMetrics } from '../../metrics/types.ts';
import type { DatasetCheck } from '../../privacy/index.ts';
import type { RunPlan, RunView } from '../../protocol/messages.ts';
import type { Production } from '../../protocol/model-messages.ts';
import type { DatasetSummary } from '../../quality/types.ts';
import type { Study } from '../../study/schema.ts';
import type { EngineChoice, EnginePin } from '../../training/choose-engine.ts';
import type { FitProgress } from '../../training/trainer.ts';
import type { BesideFederation } from '../data/beside-federation.ts';
import type { HeldBack } from '../guard/site-guard.ts';

/** One message that left this browser. */
export interface LedgerEntry {
  readonly id: number;
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly kind:
    | 'connect'
    | 'hello'
    | 'ready'
    | 'leave'
    | 'moments'
    | 'histograms'
    | 'fit'
    | 'evaluate'
    | 'measured'
    | 'failed'
    | 'model'
    | 'models'
    | 'progress'
    | 'keep-alive';
  /** Bytes of all packets of the message, as handed to the socket. */
  readonly bytes: number;
  /** Packets in the message: one, and one more for its weights. Counts up for keep-alives and progress. */
  readonly packets: number;
  /** One sentence for a person. */
  readonly summary: string;
  /** The content itself, as readable JSON; weights are described, not listed. */
  readonly content: string;
}

/** What left this browser so far: the newest messages with their content, and of all of them how much. */
export interface LedgerView {
  readonly entries: readonly LedgerEntry[];
  /** Of every message that ever left. */
  readonly totalBytes: number;
  /** What was sent before `entries`, by kind: counted, and no longer listed. */
  readonly older?: Readonly<Partial<Record<LedgerEntry['kind'], { messages: number; bytes: number }>>>;
}

export type ConnectionState = 'offline' | 'connecting' | 'online' | 'reconnecting';

/** How this hospital stands in the run. */
export interface SiteSnapshot {
  readonly connection: ConnectionState;
  readonly siteId: string | null;
  readonly name: string | null;
  readonly study: Study | null;
  readonly plan: RunPlan | null;
  readonly joined: boolean;
  readonly run: RunView | null;
  /** What is being done right now. */
  readonly activity:
    | { readonly kind: 'idle' }
    | { readonly kind: 'statistics' }
    | { readonly kind: 'training'; readonly round: number; readonly progress: FitProgress | null }
    | { readonly kind: 'evaluating'; readonly round: number }
    | { readonly kind: 'comparing'; readonly done: number };
  readonly engine: string | null;
  /** How the engine was chosen, what was measured, and which pin was in force; null before it was. */
  readonly engines?: (EngineChoice & { readonly pin: EnginePin | null }) | null;
  /** This hospital has paused its own work. */
  readonly paused?: boolean;
  /** The global model on this hospital's test rows, by round (round 0: before any training). */
  readonly history: readonly {
    readonly round: number;
    readonly metrics: ClassificationMetrics;
    readonly trainLoss: number | null;
  }[];
  /** Once a run is over: the global model and one trained here alone, on this hospital's test rows. */
  readonly comparison: {
    readonly modelVersion: number;
    readonly global: ClassificationMetrics;
    readonly local: ClassificationMetrics | null;
    /** The global model trained on here, where the run asks for it: fine-tuning or Ditto. It stays here. */
    readonly personal?: ClassificationMetrics | null;
  } | null;
  /** The model to predict with; null before an administrator promoted one. */
  readonly production?: Production | null;
  /** What the coordinator found when it checked the data set; null before it was asked. */
  readonly checks?: readonly DatasetCheck[] | null;
  /** This hospital's columns beside the federation's, once a run has merged them. */
  readonly beside?: BesideFederation | null;
  readonly ledger: LedgerView;
  /** Rows that wait, because told of beside what was told before they would give a few people away; null for none. */
  readonly heldBack?: HeldBack | null;
  /** Questions that this hospital's own rules refused, newest last. */
  readonly refusals?: readonly Refusal[];
  /** The last thing that went wrong, in words for a person. */
  readonly problem: Problem | null;
}

/** A question of the coordinator's that was not answered. */
export interface Refusal {
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly code: string;
  readonly message: string;
  /** Of which round; 0 for statistics. */
  readonly round: number;
}

export type { EngineChoice, EngineName, EnginePin, EngineTiming } from '../../training/index.ts';
export type { BesideFeature, BesideFederation } from '../data/beside-federation.ts';
export type { DatasetSummary, HeldBack };
