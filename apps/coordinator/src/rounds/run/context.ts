/** What the parts of one run share: who is in it, what it has made so far, how to go on. */
import {
  type AnomalyWatch,
  createAnomalyWatch,
  type Strategy,
  type Stride,
} from '@fedhealth/fl-core/aggregation';
import type { Result } from '@fedhealth/fl-core/lib';
import type { ClassificationMetrics } from '@fedhealth/fl-core/metrics';
import type { Evaluation } from '@fedhealth/fl-core/protocol';
import type { RoundEvent, RoundState, Step } from '@fedhealth/fl-core/round';
import type { Study } from '@fedhealth/fl-core/study';
import type { Logger } from 'pino';
import type { EventBus } from '../../events/bus.ts';
import type { Registry } from '../../registry/registry.ts';
import type { RunRecord } from '../../storage/records.ts';
import type { Store } from '../../storage/store.ts';
import type { GlobalModel } from '../model/global-model.ts';
import { createStatisticsRound, type StatisticsRound } from '../model/statistics-round.ts';
import type { Validation } from '../model/validation.ts';
import type { StartingPoint } from '../start/starting-point.ts';
import { type Claims, createClaims } from '../updates/claims.ts';
import type { RefusalLog } from '../updates/refusal-log.ts';
import { type BookResult, createRoundBook, type RoundBook } from '../updates/round-book.ts';
import type { RoundPoint } from './run-view.ts';
import type { SiteLink } from './site-link.ts';

/** How long a run waits for what may never come, in milliseconds. */
export interface RunWaits {
  /** After a restart, for the hospitals of before to come back. Longer than their slowest try to reconnect. */
  readonly returnMs: number;
  /** Between two tries to write to a store that cannot be written. */
  readonly retryMs: number;
}

/** What a run is given from outside. */
export interface RunnerParts {
  readonly store: Store;
  readonly bus: EventBus;
  readonly link: SiteLink;
  readonly refusals: RefusalLog;
  readonly logger: Logger;
  readonly study: Study;
  readonly validation: Validation | null;
  /** The model it trains on from; null for fresh weights. */
  readonly start: StartingPoint | null;
  readonly waits: RunWaits;
  publish: Registry['publish'];
  onOver(): void;
}

/** What a run has made so far. */
export interface RunMemory {
  readonly statistics: StatisticsRound;
  /** Every site that was asked for anything. */
  readonly recruited: Set<string>;
  history: readonly RoundPoint[];
  readonly finalEvaluations: Map<string, Evaluation>;
  /** Since this process began to lead the run. */
  readonly anomalies: AnomalyWatch;
  readonly claims: Claims;
  /** Of the last rounds that were committed: how far the updates that were used went. */
  strides: readonly (readonly Stride[])[];
  /** Sites whose rows were held to the most that an unconfirmed count may weigh, and said so. */
  readonly heldToShare: Set<string>;
  /** What sites are to know of their newest update, as that it was left out; by site. */
  readonly notices: Map<string, string>;
  model: GlobalModel | null;
  book: RoundBook;
  /** The round's aggregate, until it is committed. */
  aggregate: BookResult | null;
  /** The aggregate on the validation rows; null metrics when there are none. */
  measured: { readonly metrics: ClassificationMetrics | null; readonly seconds: number };
  modelVersion: number | null;
}

/** Of so many rounds it is remembered how far updates went, for rounds that cannot tell by themselves. */
export const REMEMBERED_ROUNDS = 5;

export const createRunMemory = (study: Study, claims = createClaims()): RunMemory => ({
  statistics: createStatisticsRound(study, claims.trainRowsConfirmed),
  claims,
  strides: [],
  heldToShare: new Set(),
  notices: new Map(),
  recruited: new Set(),
  history: [],
  finalEvaluations: new Map(),
  anomalies: createAnomalyWatch(),
  model: null,
  book: createRoundBook(0, 1),
  aggregate: null,
  measured: { metrics: null, seconds: 0 },
  modelVersion: null,
});

export interface RunContext {
  readonly parts: RunnerParts;
  readonly run: RunRecord;
  readonly strategy: Strategy;
  readonly memory: RunMemory;
  state(): RoundState;
  dispatch(event: RoundEvent): Result<Step>;
  nameOf(siteId: string): string;
  /** Tells every hospital how the run stands for it. */
  tell(): void;
  /** Now, as the end of the run: however the clock was set meanwhile, not before its beginning. */
  endedAt(): string;
  /** In the order of names, so that sums do not depend on who answered first. */
  byName(sites: readonly string[]): string[];
}
