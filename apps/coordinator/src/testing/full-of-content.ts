/** A store with something in every table, closed; and everything of it that the API tells. */
import { join } from 'node:path';
import { openStore } from '../storage/store.ts';
import { roundCommit, roundSite, smallStudy } from './fixtures.ts';
import type { TestApp } from './test-app.ts';

const RUNS = 3;
const ROUNDS = 6;
const PARAMETERS = 2_625;

/** In a folder that is the caller's to remove. */
export async function fullOfContent(folder: string): Promise<string> {
  const path = join(folder, 'full.db');
  const store = await openStore(path);
  await store.studies.save(smallStudy());
  await store.invites.create({ studyId: 'small', token: 'invite-token', label: 'Everyone' });
  const sites: string[] = [];
  for (let n = 1; n <= 20; n++) {
    const site = { name: `Hospital ${n}`, studyId: 'small', inviteId: null, secretHash: `hash ${n}` };
    sites.push((await store.sites.create(site)).id);
  }
  for (let n = 1; n <= RUNS; n++) {
    const plan = { rounds: ROUNDS, minSites: 2, roundTimeoutSeconds: 60 };
    const run = await store.runs.create({ studyId: 'small', studyVersion: 1, plan, seed: n });
    for (let round = 1; round <= ROUNDS; round++) {
      const weights = Float32Array.from({ length: PARAMETERS }, (_, i) => Math.sin(i * round + n));
      const changes = { weights, sites: sites.map((id) => roundSite(id)), runPatch: { round } };
      const event = {
        level: 'info',
        kind: 'round-completed',
        message: `Round ${round}.`,
        runId: run.id,
      } as const;
      await store.runs.commitRound(roundCommit(run.id, round, { ...changes, events: [event] }));
    }
    await store.runs.patch(run.id, { status: 'completed', finishedAt: '2026-01-01T10:00:00.000Z' });
    await store.models.create({
      studyId: 'small',
      studyVersion: 1,
      runId: run.id,
      round: ROUNDS,
      parameters: PARAMETERS,
      metrics: { validation: null, combined: null },
      hash: 'h',
      artifact: JSON.stringify({ weights: Array.from({ length: PARAMETERS }, (_, i) => i / 7) }),
    });
  }
  for (let n = 0; n < 200; n++)
    await store.events.append({ level: 'info', kind: 'note', message: `Note ${n}.` });
  await store.close();
  return path;
}

/** Every list and every part of it, as text; the weights of each round are read as well. */
export async function allOf(app: Pick<TestApp, 'ask' | 'store'>): Promise<string> {
  const told: string[] = [];
  const ask = async (path: string): Promise<unknown> => {
    const response = await app.ask(path);
    const text = await response.text();
    // Links name the port, which is another each time.
    told.push(`${path} ${response.status} ${text.replaceAll(/:\d{4,5}\//g, '/')}`);
    return response.ok ? JSON.parse(text) : null;
  };
  for (const path of ['studies', 'studies/small', 'checks', 'invites', 'models/changes', 'events?limit=1000'])
    await ask(`/api/${path}`);
  for (const { id } of (await ask('/api/runs')) as { id: string }[]) {
    await ask(`/api/runs/${id}`);
    for (let round = 1; round <= ROUNDS; round++)
      told.push(String((await app.store.runs.weights(id, round))?.weights));
  }
  for (const { version } of (await ask('/api/models')) as { version: number }[])
    await ask(`/api/models/${version}/artifact`);
  const sites = (await ask('/api/sites')) as { name: string }[];
  return `${told.join('\n')}${sites.length}`;
}
