import type { SiteSnapshot } from '../site/session/snapshot.ts';

/** How a hospital stands before it has joined: where the session, the worker and the page begin. */
export const emptySnapshot: SiteSnapshot = {
  connection: 'offline',
  siteId: null,
  name: null,
  study: null,
  plan: null,
  joined: false,
  run: null,
  activity: { kind: 'idle' },
  engine: null,
  engines: null,
  paused: false,
  history: [],
  comparison: null,
  production: null,
  checks: null,
  beside: null,
  ledger: { entries: [], totalBytes: 0 },
  heldBack: null,
  refusals: [],
  problem: null,
};
