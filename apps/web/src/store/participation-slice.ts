/** This hospital's part in the study: its name, its consent, and what the worker last said of the session. */
import type { Problem } from '@fedhealth/fl-core/lib';
import type { SiteRules } from '@fedhealth/fl-core/privacy';
import { emptySnapshot } from '@fedhealth/fl-core/protocol';
import type { StateCreator } from 'zustand';
import { rememberedName } from '../lib/hospital-name.ts';
import { rememberedEngine } from '../lib/remembered-engine.ts';
import { rememberedRules } from '../lib/remembered-rules.ts';
import type { EngineName, SiteSnapshot, SnapshotChange } from '../worker/api/api.ts';

export interface Recovery {
  readonly status: 'working' | 'done';
  /** What ended the worker. */
  readonly why: string;
  /** The hospital was in the study, and is put back. */
  readonly joined: boolean;
}

export interface ParticipationSlice {
  /** The invite that the page was opened with, kept while the page lives. */
  readonly invite: string | null;
  /** The hospital's name as typed, remembered from the last visit. */
  readonly name: string;
  readonly agreed: boolean;
  /** The engine that a person chose here, remembered from the last visit; null: the study or the measurement decides. */
  readonly engine: EngineName | null;
  /** The hospital's own rules, remembered from the last visit. */
  readonly rules: SiteRules;
  /** A request to join or to leave is under way. */
  readonly pending: 'join' | 'leave' | null;
  readonly joinProblem: Problem | null;
  readonly snapshot: SiteSnapshot;
  /** The run that was over already when this hospital joined: not one it took part in. */
  readonly pastRunId: string | null;
  /** The worker died: it is being started again, or was. */
  readonly recovery: Recovery | null;
  /** The worker stopped for good: the page has to be reloaded. */
  readonly crashed: string | null;
  setParticipation(
    change: Partial<
      Pick<ParticipationSlice, 'invite' | 'name' | 'agreed' | 'engine' | 'rules' | 'pending' | 'joinProblem'>
    >,
  ): void;
  receiveSnapshot(change: SnapshotChange): void;
  setRecovery(recovery: Recovery | null): void;
  setCrashed(message: string): void;
}

const finished = (run: SiteSnapshot['run']): string | null =>
  run?.status === 'completed' || run?.status === 'failed' || run?.status === 'cancelled' ? run.run : null;

/** Whether the run on show was over before this hospital joined. */
export const showsPastRun = ({
  snapshot,
  pastRunId,
}: Pick<ParticipationSlice, 'snapshot' | 'pastRunId'>): boolean =>
  snapshot.run !== null && snapshot.run.run === pastRunId;

export const createParticipationSlice: StateCreator<ParticipationSlice> = (set) => ({
  invite: null,
  name: rememberedName(),
  agreed: false,
  engine: rememberedEngine(),
  rules: rememberedRules(),
  pending: null,
  joinProblem: null,
  snapshot: emptySnapshot,
  pastRunId: null,
  recovery: null,
  crashed: null,
  setParticipation: (change) => set(change),
  receiveSnapshot: (change) =>
    set(({ snapshot: before, pastRunId, recovery }) => {
      const next = { ...before, ...change };
      // A hospital that is put back was never out: the page stays at the run.
      const snapshot = recovery?.status === 'working' && recovery.joined ? { ...next, joined: true } : next;
      return { snapshot, pastRunId: snapshot.joined && !before.joined ? finished(snapshot.run) : pastRunId };
    }),
  setRecovery: (recovery) => set({ recovery }),
  setCrashed: (crashed) => set({ crashed, pending: null }),
});
