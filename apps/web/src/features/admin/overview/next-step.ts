/** What an administrator should do next, from how the study stands. */
import type { InviteView, ModelView, RunSummaryView, SiteView } from '@fedhealth/fl-core/protocol';
import { isOver } from '../runs/run-status.ts';
import { countSites } from '../sites/filter-sites.ts';

export type NextStep =
  /** No hospital has joined: send `invite`, or make one when it is null. */
  | { readonly kind: 'invite'; readonly invite: InviteView | null }
  /** Hospitals have joined, none is ready to train. */
  | { readonly kind: 'wait'; readonly joined: number; readonly connected: number }
  /** Some are ready and no run goes on; `again` when there has been one before. */
  | { readonly kind: 'start'; readonly ready: number; readonly again: boolean }
  /** A run goes on, but waits for hospitals. */
  | { readonly kind: 'recruit'; readonly run: RunSummaryView; readonly missing: number }
  /** Nothing to do. */
  | { readonly kind: 'watch'; readonly run: RunSummaryView }
  /** The last run made this model and nobody is waiting to train. */
  | { readonly kind: 'model'; readonly model: ModelView };

interface Standing {
  readonly sites: readonly SiteView[];
  readonly runs: readonly RunSummaryView[];
  readonly invites: readonly InviteView[];
  readonly models: readonly ModelView[];
}

/** Newest run, newest model and newest working invite decide; `runs` and `models` come newest first. */
export function nextStep({ sites, runs, invites, models }: Standing): NextStep {
  const counts = countSites(sites);
  const current = runs.find(({ status }) => !isOver(status));
  if (current) {
    const missing = current.plan.minSites - current.sites;
    const waits = current.status === 'recruiting' && missing > 0;
    return waits ? { kind: 'recruit', run: current, missing } : { kind: 'watch', run: current };
  }
  if (counts.ready > 0) return { kind: 'start', ready: counts.ready, again: runs.length > 0 };
  const [model] = models;
  if (model) return { kind: 'model', model };
  if (counts.all > 0) return { kind: 'wait', joined: counts.all, connected: counts.connected };
  return { kind: 'invite', invite: invites.find(({ revokedAt }) => revokedAt === null) ?? null };
}
