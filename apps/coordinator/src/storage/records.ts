/** What the store gives and takes: domain types in camelCase, times as ISO 8601 text in UTC. */
import type { StrategyState } from '@fedhealth/fl-core/aggregation';
import type { ClassificationMetrics } from '@fedhealth/fl-core/metrics';
import type { Pipeline } from '@fedhealth/fl-core/preprocessing';
import type { DatasetShape, FederationSummary } from '@fedhealth/fl-core/privacy';
import type {
  EventView,
  FitReport,
  ModelChangeView,
  ModelStage,
  ModelView,
  RoundView,
  RunPlan,
  RunStatus,
} from '@fedhealth/fl-core/protocol';

export interface InviteRecord {
  readonly id: string;
  readonly studyId: string;
  readonly label: string | null;
  readonly createdAt: string;
  readonly revokedAt: string | null;
  /** How many hospitals it lets in; null for as many as come. */
  readonly admits: number | null;
  /** Null: it does not expire. */
  readonly expiresAt: string | null;
}

/** Counts of a hospital's rows that an administrator has confirmed. */
export interface ConfirmedRows {
  readonly trainRows: number;
  readonly testRows: number;
  readonly at: string;
}

export interface SiteRecord {
  readonly id: string;
  readonly name: string;
  readonly studyId: string;
  readonly inviteId: string | null;
  readonly engine: string | null;
  readonly trainRows: number | null;
  readonly testRows: number | null;
  /** What it last declared of its data set. */
  readonly dataset: DatasetShape | null;
  /** Null before an administrator has confirmed its rows. */
  readonly confirmed: ConfirmedRows | null;
  readonly joinedAt: string;
  readonly lastSeenAt: string;
}

export type SitePatch = Partial<
  Pick<SiteRecord, 'engine' | 'trainRows' | 'testRows' | 'dataset' | 'confirmed' | 'lastSeenAt'>
>;

export interface RunRecord {
  readonly id: string;
  /** Counts up from 1: what people call the run. */
  readonly number: number;
  readonly studyId: string;
  readonly studyVersion: number;
  readonly plan: RunPlan;
  readonly status: RunStatus;
  /** The last round committed; 0 before the first. */
  readonly round: number;
  readonly message: string | null;
  readonly seed: number;
  readonly startedAt: string;
  readonly finishedAt: string | null;
  /** Ids of the sites recruited. */
  readonly recruited: readonly string[];
  readonly pipeline: Pipeline | null;
  /** The final model on the sites' test rows, merged. */
  readonly finalCombined: ClassificationMetrics | null;
}

/** A run with the figures that a list of runs shows. */
export interface RunSummary extends RunRecord {
  /** Of the newest completed round: on the validation rows, else merged from the sites. */
  readonly auc: number | null;
  readonly modelVersion: number | null;
}

export interface NewRun {
  readonly studyId: string;
  readonly studyVersion: number;
  readonly plan: RunPlan;
  readonly seed: number;
  readonly status?: RunStatus;
}

export type RunPatch = Partial<
  Pick<RunRecord, 'status' | 'round' | 'message' | 'finishedAt' | 'recruited' | 'pipeline' | 'finalCombined'>
> & {
  /** The merged statistics as hospitals may see them. */
  readonly federation?: FederationSummary;
};

export interface RoundSite {
  readonly siteId: string;
  readonly outcome: RoundView['sites'][number]['outcome'];
  readonly examples: number | null;
  readonly loss: number | null;
  readonly seconds: number | null;
  readonly bytes: number | null;
  readonly metrics: ClassificationMetrics | null;
  /** What its update was worth in the round's mean, from 0 to 1, and what its counts claimed. */
  readonly share?: number;
  readonly claimedShare?: number;
  /** How far its update went, as an Euclidean norm, and in how many steps. */
  readonly norm?: number;
  readonly steps?: number;
}

export interface RoundRecord {
  readonly runId: string;
  readonly round: number;
  readonly attempt: number;
  readonly status: RoundView['status'];
  readonly startedAt: string;
  readonly finishedAt: string | null;
  /** Seconds. */
  readonly timing: RoundView['timing'];
  readonly trainLoss: number | null;
  readonly validation: ClassificationMetrics | null;
  readonly combined: ClassificationMetrics | null;
  readonly sites: readonly RoundSite[];
}

/** One round, whole, as it goes into the store in one transaction. */
export interface RoundCommit extends RoundRecord {
  /** The global model after the round; null when the round made none. */
  readonly weights: Float32Array | null;
  /** The strategy's state after the round; left out: unchanged. */
  readonly strategyState?: StrategyState;
  readonly runPatch?: RunPatch;
  readonly events?: readonly NewEvent[];
}

/** An update as it came through the gate. */
export interface OpenUpdate {
  readonly siteId: string;
  readonly report: FitReport;
  readonly weights: Float32Array;
  /** Of the frame that the site sent. */
  readonly bytes: number;
  /** SCAFFOLD: the change of the site's control variate. */
  readonly controlDelta?: Float32Array;
}

export interface FinalSite {
  readonly siteId: string;
  readonly metrics: ClassificationMetrics;
}

export interface ModelMetrics {
  readonly validation: ClassificationMetrics | null;
  readonly combined: ClassificationMetrics | null;
}

export interface ModelRecord {
  readonly version: number;
  readonly studyId: string;
  readonly studyVersion: number;
  readonly runId: string;
  readonly runNumber: number;
  readonly round: number;
  readonly parameters: number;
  readonly createdAt: string;
  readonly metrics: ModelMetrics;
  /** SHA-256 of the weights, in hex. */
  readonly hash: string;
  /** SHA-256 of the whole artifact; null for those of the first releases. */
  readonly artifactHash: string | null;
  readonly stage: ModelStage;
  readonly parent: ModelParent | null;
  readonly strategy: ModelView['strategy'];
  /** Hospitals whose updates are in it, by name. */
  readonly contributions: ModelView['contributions'];
}

export type ModelParent = NonNullable<ModelView['parent']>;

export type ModelChange = Readonly<ModelChangeView>;

export interface NewModel {
  readonly studyId: string;
  readonly studyVersion: number;
  readonly runId: string;
  readonly round: number;
  readonly parameters: number;
  readonly metrics: ModelMetrics;
  readonly hash: string;
  readonly artifactHash?: string | null;
  /** The version that the run started from; left out: it started afresh. */
  readonly startedFrom?: number | null;
  /** As the study wrote it. */
  readonly strategy?: unknown;
  /** The artifact as JSON text. */
  readonly artifact: string;
}

export type EventRecord = Readonly<EventView>;

export interface NewEvent {
  readonly level: EventView['level'];
  /** Stable name, as `site-joined`. */
  readonly kind: string;
  readonly message: string;
  readonly runId?: string | null;
  readonly siteId?: string | null;
  readonly round?: number | null;
  readonly code?: string | null;
}
