import type { InviteView, ModelView, RunSummaryView, SiteView } from '@fedhealth/fl-core/protocol';
import { describe, expect, it } from 'vitest';
import { nextStep } from './next-step.ts';

const at = '2026-01-01T00:00:00Z';
const site = (part: Partial<SiteView>): SiteView => ({
  id: 's',
  name: 'Node A',
  studyId: 'risk',
  connected: true,
  ready: true,
  activity: 'waiting',
  engine: null,
  trainRows: null,
  testRows: null,
  joinedAt: at,
  lastSeenAt: at,
  ...part,
});
const run = (part: Partial<RunSummaryView>): RunSummaryView => ({
  id: 'r',
  number: 1,
  studyId: 'risk',
  studyVersion: 1,
  status: 'fitting',
  plan: { rounds: 5, minSites: 2, roundTimeoutSeconds: 60 },
  round: 1,
  sites: 2,
  startedAt: at,
  finishedAt: null,
  auc: null,
  message: null,
  modelVersion: null,
  ...part,
});
const invite = (part: Partial<InviteView>): InviteView => ({
  id: 'i',
  studyId: 'risk',
  label: null,
  url: null,
  admits: 10,
  expiresAt: null,
  sites: 0,
  createdAt: at,
  revokedAt: null,
  ...part,
});
const model: ModelView = {
  version: 1,
  studyId: 'risk',
  studyVersion: 1,
  runId: 'r',
  runNumber: 1,
  round: 5,
  parameters: 2625,
  createdAt: at,
  metrics: { validation: null, combined: null },
  hash: 'ab',
  artifactHash: null,
  stage: 'candidate',
  parent: null,
  strategy: null,
  contributions: [],
};
const none = { sites: [], runs: [], invites: [], models: [] };

describe('nextStep', () => {
  it('begins with an invite link that works', () => {
    expect(nextStep(none)).toEqual({ kind: 'invite', invite: null });
    const invites = [invite({ id: 'old', revokedAt: at }), invite({ id: 'new' })];
    expect(nextStep({ ...none, invites })).toMatchObject({ kind: 'invite', invite: { id: 'new' } });
  });

  it('waits for hospitals that have joined but are not ready', () => {
    const sites = [site({ ready: false }), site({ connected: false })];
    expect(nextStep({ ...none, sites })).toEqual({ kind: 'wait', joined: 2, connected: 1 });
  });

  it('offers a run when hospitals are ready and none goes on', () => {
    expect(nextStep({ ...none, sites: [site({})] })).toEqual({ kind: 'start', ready: 1, again: false });
    const over = [run({ status: 'failed' })];
    expect(nextStep({ ...none, sites: [site({})], runs: over })).toMatchObject({
      kind: 'start',
      again: true,
    });
  });

  it('follows the run that goes on, and says when it lacks hospitals', () => {
    expect(nextStep({ ...none, runs: [run({})] })).toMatchObject({ kind: 'watch' });
    const recruiting = [run({ status: 'recruiting', round: 0, sites: 1 })];
    expect(nextStep({ ...none, runs: recruiting })).toMatchObject({ kind: 'recruit', missing: 1 });
  });

  it('offers the model when the work is done', () => {
    const runs = [run({ status: 'completed', modelVersion: 1 })];
    expect(nextStep({ ...none, runs, models: [model] })).toMatchObject({ kind: 'model' });
  });
});
