import { createRng } from '@fedhealth/fl-core/lib';
import { helloSchema, PROTOCOL_VERSION } from '@fedhealth/fl-core/protocol';
import { studySchema } from '@fedhealth/fl-core/study';
import { csvFile } from '@fedhealth/testing/tiny-study';
import { describe, expect, it } from 'vitest';
import { openHospital } from '../../testing/hospital.ts';
import { liveApp } from '../../testing/live-app.ts';

const OWN_WORDS = ['constructor', 'toString', 'hasOwnProperty', 'valueOf', 'isPrototypeOf'];

/** A column of JavaScript's own words in every role, and a category that is one, `__proto__` among them. */
const study = studySchema.parse({
  id: 'words',
  label: { column: 'valueOf', positive: 'constructor' },
  subject: 'isPrototypeOf',
  features: [
    { name: 'constructor', range: [0, 120] },
    { name: 'hasOwnProperty', kind: 'boolean' },
    { name: '__proto__', range: [0, 2] },
    { name: 'toString', kind: 'categorical' },
  ],
  model: { hidden: [4] },
  federation: { rounds: 2, minSites: 2, roundTimeoutSeconds: 20 },
});

function rows(count: number, seed: number): string[] {
  const rng = createRng(seed);
  const lines = Array.from({ length: count }, (_, row) => {
    const age = 20 + rng.int(70);
    const word = rng.next() < 0.5 ? '__proto__' : 'hasOwnProperty';
    const label = age + rng.int(40) > 70 ? 'constructor' : 'toString';
    return `${age},${rng.int(2)},${rng.next()},${word},${label},p${row}`;
  });
  return ['constructor,hasOwnProperty,__proto__,toString,valueOf,isPrototypeOf', ...lines];
}

describe('names from outside', () => {
  it('[N4] that are JavaScript’s own words go through a whole run as columns, values and hospitals', async () => {
    const app = await liveApp({ study });
    for (const [index, name] of ['constructor', '__proto__', 'toString'].entries())
      await openHospital(app, { name, csv: await csvFile(rows(120, index + 1)) });
    const { id } = await app.startRun({ minSites: 3 });
    const run = await app.runOver(id);
    expect(run).toMatchObject({ status: 'completed', round: 2 });
    expect(run.finalSites.map(({ name }) => name).sort()).toEqual(['__proto__', 'constructor', 'toString']);
    const kept = await app.store.runs.get(id);
    expect(kept?.pipeline?.steps).toMatchObject([
      { name: 'constructor' },
      { name: 'hasOwnProperty' },
      { name: '__proto__', impute: expect.closeTo(0.5, 0) },
      { name: 'toString', categories: ['__proto__', 'hasOwnProperty'] },
    ]);
    for (const kind of ['artifact', 'binary', 'onnx', 'tfjs'])
      expect((await app.ask(`/api/models/${run.modelVersion}/${kind}`)).status, kind).toBe(200);
    expect({}).not.toHaveProperty('polluted');
    for (const word of OWN_WORDS) expect(Object.hasOwn(Object.prototype, word)).toBe(true);
  });

  it('[N1] [N2] join once however they are written, and not at all where nobody can read them', async () => {
    const app = await liveApp();
    const hello = (name: string) =>
      helloSchema.safeParse({
        protocol: PROTOCOL_VERSION,
        credentials: { kind: 'invite', token: app.invite, name },
      });
    for (const name of ['\0', 'Node A\0', '\u001b[31mred', '\u202eA edoN', '\u200b', 'a\u0085\u0000b'])
      expect(hello(name).success, JSON.stringify(name)).toBe(false);
    const joined: string[] = [];
    for (const name of ['Node A', 'node  a', 'Ｎode A', 'N\u043ede A']) {
      const hospital = await openHospital(app, { name });
      joined.push(hospital.session.snapshot().name ?? '');
    }
    expect(joined).toEqual(['Node A', 'node a (2)', 'Ｎode A (3)', 'N\u043ede A (4)']);
  });

  it('[N1] are refused at every door of the API, in words', async () => {
    const app = await liveApp();
    for (const bad of ['a\0b', '\u202ea', '\u001b[2J', '\u200b']) {
      const invite = await app.ask('/api/invites', { json: { studyId: app.studyId, label: bad } });
      expect([invite.status, await invite.text()]).toEqual([400, expect.stringMatching(/nobody can see/)]);
      for (const [path, study] of [
        ['title', { title: bad }],
        ['features.0.name', { features: [{ name: bad }] }],
        ['subject', { subject: bad }],
      ] as const) {
        const input = { id: 'new', label: { column: 'y' }, features: [{ name: 'x' }], ...study };
        const saved = await app.ask('/api/studies', { json: input });
        const answer = (await saved.json()) as { error: { places: { path: string }[] } };
        expect([saved.status, answer.error.places.map((place) => place.path)]).toEqual([400, [path]]);
      }
    }
    const other = { id: 'TINY', label: { column: 'y' }, features: [{ name: 'x' }] };
    const taken = await app.ask('/api/studies', { json: other });
    expect([taken.status, await taken.json()]).toMatchObject([409, { error: { code: 'STUDY_ID_TAKEN' } }]);
    const blank = await app.ask('/api/invites', { json: { studyId: app.studyId, label: '  ' } });
    expect([blank.status, await blank.json()]).toMatchObject([201, { label: null }]);
  });
});
