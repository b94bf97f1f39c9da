/** This hospital's part in the study: its name, its consent, and what the worker last said of the session. */
import type { Problem } from '@fedhealth/fl-core/lib';
import { emptySnapshot } from '@fedhealth/fl-core/protocol';
import type { StateCreator } from 'zustand';
import { rememberedName } from '../lib/hospital-name.ts';
import type { SiteSnapshot, SnapshotChange } from '../worker/api.ts';

export interface ParticipationSlice {
  /** The invite that the page was opened with, kept while the page lives. */
  readonly invite: string | null;
  /** The hospital's name as typed, remembered from the last visit. */
  readonly name: string;
  readonly agreed: boolean;
  /** A request to join or to leave is under way. */
  readonly pending: 'join' | 'leave' | null;
  readonly joinProblem: Problem | null;
  readonly snapshot: SiteSnapshot;
  /** The run that was over already when this hospital joined: not one it took part in. */
  readonly pastRunId: string | null;
  /** The worker stopped: the page has to be reloaded. */
  readonly crashed: string | null;
  setParticipation(
    change: Partial<Pick<ParticipationSlice, 'invite' | 'name' | 'agreed' | 'pending' | 'joinProblem'>>,
  ): void;
  receiveSnapshot(change: SnapshotChange): void;
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
  pending: null,
  joinProblem: null,
  snapshot: emptySnapshot,
  pastRunId: null,
  crashed: null,
  setParticipation: (change) => set(change),
  receiveSnapshot: (change) =>
    set(({ snapshot: before, pastRunId }) => {
      const snapshot = { ...before, ...change };
      return { snapshot, pastRunId: snapshot.joined && !before.joined ? finished(snapshot.run) : pastRunId };
    }),
  setCrashed: (crashed) => set({ crashed, pending: null }),
});
