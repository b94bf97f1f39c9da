import { createNetwork } from '@fedhealth/fl-core/model';
import { MAX_MESSAGE_BYTES } from '@fedhealth/fl-core/protocol';
import { encodeFrame, updateNorm } from '@fedhealth/fl-core/weights';
import { tinyStudy } from '@fedhealth/testing/tiny-study';
import { describe, expect, it } from 'vitest';
import { type LiveApp, liveApp } from '../../testing/live-app.ts';
import {
  type Answer,
  type Delivery,
  openScriptedSite,
  type ScriptedSite,
} from '../../testing/scripted-site.ts';
import { admitUpdate } from './gate.ts';

/** A run in its first round: two good sites have the task and wait, the rogues do what they like. */
interface Scene {
  readonly app: LiveApp;
  readonly run: string;
  readonly good: readonly ScriptedSite[];
  readonly rogues: readonly { site: ScriptedSite; task: Delivery; honest: Answer }[];
  /** The good sites do their part; the run must complete. The outcomes of its round, by name. */
  completes(): Promise<Record<string, string>>;
}

async function scene(names: readonly string[], gate: object = {}): Promise<Scene> {
  const app = await liveApp({ study: tinyStudy({ federation: { ...tinyStudy().federation, gate } }) });
  const good = [await openScriptedSite(app, { name: 'A' }), await openScriptedSite(app, { name: 'B' })];
  const bad = await Promise.all(names.map((name) => openScriptedSite(app, { name })));
  const { id } = await app.startRun({ rounds: 1 });
  await Promise.all([...good, ...bad].map((site) => site.do('moments')));
  await Promise.all([...good, ...bad].map((site) => site.do('histograms')));
  const rogues = await Promise.all(
    bad.map(async (site) => {
      const task = await site.task('fit', 1);
      return { site, task, honest: site.honest(task) };
    }),
  );
  return {
    app,
    run: id,
    good,
    rogues,
    async completes() {
      for (const site of [...good, ...bad]) site.takePart();
      const run = await app.runOver(id);
      expect(run).toMatchObject({ status: 'completed', modelVersion: 1 });
      const sites = run.roundList.at(-1)?.sites ?? [];
      return Object.fromEntries(sites.map(({ name, outcome }) => [name, outcome]));
    },
  };
}

const frameOf = ({ frame }: Answer): Uint8Array => {
  if (frame === null) throw new Error('There is no frame.');
  return Uint8Array.from(frame);
};

function framed(task: Delivery, change: (weights: Float32Array) => void): Uint8Array {
  if (task.task.kind !== 'fit') throw new Error('This is not a fit task.');
  const network = createNetwork(tinyStudy().model, task.task.pipeline.inputs.length);
  const weights = new Float32Array(
    network.layers.reduce((sum, one) => sum + (one.inputs + 1) * one.units, 0),
  );
  change(weights);
  return encodeFrame(weights, network);
}

/** Something wrong with an update, by the name of the site that sends it. */
interface Wrong {
  readonly name: string;
  readonly code: string;
  make(honest: Answer, task: Delivery): { result: object; frame: unknown };
}

const evaluated = (name: string, code: string, changes: object): Wrong => ({
  name,
  code,
  make: ({ result, frame }) => ({
    result: { ...result, evaluation: { ...evaluationOf(result), ...changes } },
    frame,
  }),
});

const WRONG: Readonly<Record<string, readonly Wrong[]>> = {
  '[G1] damaged frames are refused': [
    {
      name: 'One bit flipped',
      code: 'FRAME_CHECKSUM',
      make({ result, ...honest }) {
        const frame = frameOf({ result, ...honest });
        frame.set([(frame.at(-3) ?? 0) ^ 4], frame.length - 3);
        return { result, frame };
      },
    },
    {
      name: 'Half a frame',
      code: 'FRAME_MALFORMED',
      make: (honest) => ({ result: honest.result, frame: frameOf(honest).subarray(0, 40) }),
    },
    { name: 'No frame', code: 'FRAME_MALFORMED', make: ({ result }) => ({ result, frame: null }) },
    { name: 'Text', code: 'FRAME_MALFORMED', make: ({ result }) => ({ result, frame: 'weights' }) },
  ],
  '[G2] weights of another network are refused, even of the same size': [
    {
      name: 'Other shape',
      code: 'WRONG_LAYOUT',
      make({ result }, { task }) {
        if (task.kind !== 'fit') throw new Error('This is not a fit task.');
        // 3 inputs and 4 hidden: 16 + 5 numbers; 3 inputs, 2 and 3 hidden: 8 + 9 + 4 as well.
        const other = createNetwork({ ...tinyStudy().model, hidden: [2, 3] }, task.pipeline.inputs.length);
        return { result, frame: encodeFrame(new Float32Array(21), other) };
      },
    },
  ],
  '[G3] weights that are not finite are refused': [
    Number.NaN,
    Number.POSITIVE_INFINITY,
    Number.NEGATIVE_INFINITY,
  ].map((bad) => ({
    name: String(bad),
    code: 'NOT_FINITE',
    make: ({ result }: Answer, task: Delivery) => ({
      result,
      frame: framed(task, (weights) => weights.set([bad], 7)),
    }),
  })),
  '[G4] a frame larger than the network is refused unread': [
    {
      name: 'Large',
      code: 'TOO_LARGE',
      make: ({ result }) => ({ result, frame: new Uint8Array(1_000_000) }),
    },
  ],
  '[G6] claims beyond the rows that were declared are refused': [
    {
      name: 'More examples',
      code: 'EXAMPLES_IMPLAUSIBLE',
      make: ({ result, frame }) => ({ result: { ...result, examples: 33 }, frame }),
    },
    {
      name: 'No examples',
      code: 'EXAMPLES_IMPLAUSIBLE',
      make: ({ result, frame }) => ({ result: { ...result, examples: 0 }, frame }),
    },
    evaluated('More test rows', 'EXAMPLES_IMPLAUSIBLE', { n: 1008, tn: 1005 }),
    evaluated('Counts that do not add up', 'BAD_MESSAGE', { tp: 6 }),
    evaluated('Counts without rows', 'BAD_MESSAGE', { n: 0 }),
  ],
};

const evaluationOf = (result: Answer['result']): object => ('evaluation' in result ? result.evaluation : {});

describe('the gate', () => {
  for (const [rule, wrongs] of Object.entries(WRONG)) {
    it(`${rule}; [G7] each is shown by name, and the run completes with the others`, async () => {
      const { app, rogues, run, completes } = await scene(wrongs.map(({ name }) => name));
      for (const { site, task, honest } of rogues) {
        const wrong = wrongs.find(({ name }) => name === site.name);
        if (wrong === undefined) throw new Error(`Nothing is known of ${site.name}.`);
        const { result, frame } = wrong.make(honest, task);
        const reply = await site.say('result', result, frame);
        expect([site.name, reply]).toMatchObject([
          site.name,
          { ok: false, error: { code: wrong.code, retryable: false } },
        ]);
        const event = await app.event(`the refusal of ${site.name}`, ({ siteId, kind }) => {
          return siteId === site.id && kind === 'update-refused';
        });
        expect(event).toMatchObject({ code: wrong.code, runId: run, round: 1, level: 'warning' });
        expect(event.message.startsWith(`${site.name}: `)).toBe(true);
      }
      const refused = Object.fromEntries(wrongs.map(({ name }) => [name, 'refused']));
      expect(await completes()).toEqual({ A: 'done', B: 'done', ...refused });
    });
  }

  it('[G8] a step longer than the study’s limit is refused, and said why', async () => {
    const { app, rogues, completes } = await scene(['Far'], { maxUpdateNorm: 1 });
    for (const { site, task, honest } of rogues) {
      const frame = framed(task, (weights) => weights.fill(100));
      const reply = await site.say('result', honest.result, frame);
      expect(reply).toMatchObject({ ok: false, error: { code: 'NORM_TOO_LARGE', retryable: false } });
      expect(!reply.ok && reply.error.message).toMatch(/wrong units .* limit is 1\./);
      const event = await app.event('the refusal', ({ kind }) => kind === 'update-refused');
      expect(event).toMatchObject({ code: 'NORM_TOO_LARGE', siteId: site.id, round: 1 });
    }
    expect(await completes()).toEqual({ A: 'done', B: 'done', Far: 'refused' });
  });

  it('[G8] or shortened to the limit where the study says so, which is written down', async () => {
    const { app, run, rogues, completes } = await scene(['Far'], {
      maxUpdateNorm: 1,
      onExceed: 'clip',
      maxRelativeNorm: null,
    });
    for (const { site, task, honest } of rogues) {
      const frame = framed(task, (weights) => weights.fill(100));
      expect(await site.say('result', honest.result, frame)).toMatchObject({ ok: true });
      const event = await app.event('the clipping', ({ kind }) => kind === 'update-clipped');
      expect(event).toMatchObject({ level: 'info', siteId: site.id, runId: run, round: 1 });
      expect(event.message).toMatch(/^Far: .* from a length of 45\d\.\d to the study’s limit of 1\./);
    }
    expect(await completes()).toEqual({ A: 'done', B: 'done', Far: 'done' });
    const network = createNetwork(tinyStudy().model, 3);
    const [base, far] = [new Float32Array(21).fill(0.5), new Float32Array(21).fill(100)];
    const report = rogues[0]?.honest.result;
    if (report?.kind !== 'fit') throw new Error('There is no report.');
    const admitted = admitUpdate(
      report,
      encodeFrame(far, network),
      { trainRows: 100, testRows: 100 },
      { network, base, upload: 'float32', gate: { maxUpdateNorm: 1, onExceed: 'clip' } },
    );
    if (!admitted.ok) throw new Error(admitted.error.message);
    expect(updateNorm(admitted.value.weights, base)).toBeCloseTo(1, 5);
    expect(admitted.value.clippedFrom).toBeCloseTo(99.5 * Math.sqrt(21), 3);
  });

  it('[G6] the final evaluation is held to the rows that were declared as well', async () => {
    const app = await liveApp();
    const sites = [await openScriptedSite(app, { name: 'A' }), await openScriptedSite(app, { name: 'B' })];
    const rogue = await openScriptedSite(app, { name: 'Rogue' });
    const { id } = await app.startRun({ rounds: 1 });
    for (const kind of ['moments', 'histograms', 'fit'] as const) {
      await Promise.all([...sites, rogue].map((site) => site.do(kind)));
    }
    const { result } = rogue.honest(await rogue.task('evaluate'));
    const evaluation = { ...evaluationOf(result), n: 1_000_000, tp: 999_995, tn: 3 };
    const reply = await rogue.say('result', { ...result, evaluation }, null);
    expect(reply).toMatchObject({ ok: false, error: { code: 'EXAMPLES_IMPLAUSIBLE' } });
    for (const site of sites) site.takePart();
    const run = await app.runOver(id);
    expect(run.finalSites.map(({ name }) => name).sort()).toEqual(['A', 'B']);
    expect(run.finalCombined?.n).toBe(16);
  });

  it('[G4] a message above the socket’s limit closes that connection alone, and [G7] is shown', async () => {
    const { app, rogues, completes } = await scene(['Rogue']);
    const [rogue] = rogues;
    if (rogue === undefined) throw new Error('There is no rogue.');
    const { site, honest } = rogue;
    site.socket.emit('result', honest.result, new Uint8Array(MAX_MESSAGE_BYTES + 1), () => undefined);
    await site.closed();
    const event = await app.event('the refusal', ({ code }) => code === 'TOO_LARGE');
    expect(event).toMatchObject({ kind: 'update-refused', siteId: site.id });
    expect(event.message.startsWith('Rogue: ')).toBe(true);
    expect(await completes()).toEqual({ A: 'done', B: 'done', Rogue: 'lost' });
  });

  it('[G5] an update of another round, run or site is refused, [G7] is shown, and the run goes on', async () => {
    const { app, rogues, completes } = await scene(['Rogue']);
    const [rogue] = rogues;
    if (rogue === undefined) throw new Error('There is no rogue.');
    const { result, frame } = rogue.honest;
    const stranger = await openScriptedSite(app, { name: 'Stranger' });
    const tell = async (site: ScriptedSite, changes: object) => {
      const reply = await site.say('result', { ...result, ...changes }, frame);
      return reply.ok ? 'ok' : reply.error.code;
    };
    expect(await tell(rogue.site, { round: 2 })).toBe('WRONG_ROUND');
    expect(await tell(rogue.site, { round: 0 })).toBe('ROUND_CLOSED');
    expect(await tell(rogue.site, { kind: 'evaluate' })).toBe('ROUND_CLOSED');
    expect(await tell(rogue.site, { run: 'no-such-run' })).toBe('RUN_UNKNOWN');
    expect(await tell(stranger, {})).toBe('NOT_RECRUITED');
    for (const [code, name] of [
      ['WRONG_ROUND', 'Rogue'],
      ['ROUND_CLOSED', 'Rogue'],
      ['RUN_UNKNOWN', 'Rogue'],
      ['NOT_RECRUITED', 'Stranger'],
    ] as const) {
      const event = await app.event(`the refusal ${code}`, (one) => one.code === code);
      expect(event).toMatchObject({ kind: 'update-refused', level: 'warning' });
      expect(event.message.startsWith(`${name}: `)).toBe(true);
    }
    // What was wrong did not use up its one answer.
    expect(await tell(rogue.site, {})).toBe('ok');
    stranger.takePart();
    expect(await completes()).toEqual({ A: 'done', B: 'done', Rogue: 'done' });
    expect(await tell(stranger, {})).toBe('ROUND_CLOSED');
  });

  it('[G5] an update of a round that has closed is refused with ROUND_CLOSED', async () => {
    const { app, run, rogues, good } = await scene(['Slow']);
    const [slow] = rogues;
    if (slow === undefined) throw new Error('There is no slow site.');
    slow.site.socket.disconnect();
    await app.event('that it is lost', ({ kind }) => kind === 'site-lost');
    await Promise.all(good.map((site) => site.do('fit', 1)));
    await Promise.all(good.map((site) => site.task('evaluate')));
    const back = await openScriptedSite(app, { name: 'Slow', back: slow.site });
    expect(await back.send(slow.honest)).toMatchObject({ ok: false, error: { code: 'ROUND_CLOSED' } });
    const event = await app.event('the refusal', ({ kind }) => kind === 'update-refused');
    expect(event).toMatchObject({ code: 'ROUND_CLOSED', siteId: back.id, runId: run, round: 1 });
    expect((await app.run(run)).roundList[0]?.status).toBe('completed');
  });
});
