/** Names of the cached answers, and which of them a notice from the coordinator makes stale. */
import type { AdminNotice } from '@fedhealth/fl-core/protocol';

export type Topic = AdminNotice['topics'][number];
export type QueryKey = readonly unknown[];

export const TOPICS: readonly Topic[] = ['sites', 'runs', 'events', 'models', 'invites', 'studies'];

export const queryKeys = {
  all: ['admin'],
  session: ['admin', 'session'],
  sites: ['admin', 'sites'],
  checks: ['admin', 'checks'],
  runs: ['admin', 'runs'],
  run: (id: string) => ['admin', 'runs', id],
  events: ['admin', 'events'],
  eventList: (run: string | undefined, limit: number) => ['admin', 'events', { run, limit }],
  models: ['admin', 'models'],
  modelChanges: ['admin', 'models', 'changes'],
  modelComparison: (a: number | null, b: number | null) => ['admin', 'models', 'compare', { a, b }],
  invites: ['admin', 'invites'],
  studies: ['admin', 'studies'],
  study: (id: string, version: number | undefined) => ['admin', 'studies', id, { version }],
} as const satisfies Record<string, QueryKey | ((...args: never[]) => QueryKey)>;

/** Studies and invites count sites and runs, so they follow those topics too. */
const STALE: Record<Topic, readonly QueryKey[]> = {
  sites: [queryKeys.sites, queryKeys.checks, queryKeys.studies, queryKeys.invites],
  runs: [queryKeys.runs, queryKeys.studies],
  events: [queryKeys.events],
  models: [queryKeys.models],
  invites: [queryKeys.invites],
  studies: [queryKeys.studies],
};

/** The key prefixes that a topic makes stale. */
export const staleKeys = (topic: Topic): readonly QueryKey[] => STALE[topic];
