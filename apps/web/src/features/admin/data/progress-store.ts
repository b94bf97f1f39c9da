/** How far hospitals are with their training, as the coordinator pushed it last. */
import type { AdminProgress } from '@fedhealth/fl-core/protocol';
import { create } from 'zustand';

export type PushedProgress = AdminProgress['sites'][number];

interface ProgressStore {
  /** The newest of each site, by its id. */
  readonly pushed: ReadonlyMap<string, PushedProgress>;
  take(progress: AdminProgress): void;
}

export const useProgressStore = create<ProgressStore>((set) => ({
  pushed: new Map(),
  take: ({ sites }) =>
    set(({ pushed }) => {
      const next = new Map(pushed);
      for (const site of sites) next.set(site.siteId, site);
      return { pushed: next };
    }),
}));
