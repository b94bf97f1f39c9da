import { createNetwork } from '@fedhealth/fl-core/model';
import { MAX_MESSAGE_BYTES } from '@fedhealth/fl-core/protocol';
import { encodeFrame } from '@fedhealth/fl-core/weights';
import { describe, expect, it } from 'vitest';
import { type LiveApp, liveApp } from '../testing/live-app.ts';
import { type Answer, type Delivery, openScriptedSite, type ScriptedSite } from '../testing/scripted-site.ts';
import { tinyStudy } from '../testing/tiny-study.ts';

/** A run in its first round: two good sites have the task and wait, one rogue is free to do what it likes. */
interface Scene {
  readonly app: LiveApp;
  readonly run: string;
  readonly rogue: ScriptedSite;
  /** The rogue's task of round 1. */
  readonly task: Delivery;
  /** What an honest site would answer. */
  readonly honest: Answer;
  /** The good sites do their part; the run must complete. */
  completes(): Promise<Record<string, string>>;
}

async function scene(): Promise<Scene> {
  const app = await liveApp();
  const good = [await openScriptedSite(app, { name: 'A' }), await openScriptedSite(app, { name: 'B' })];
  const rogue = await openScriptedSite(app, { name: 'Rogue' });
  const { id } = await app.startRun({ rounds: 1 });
  await Promise.all([...good, rogue].map((site) => site.do('moments')));
  await Promise.all([...good, rogue].map((site) => site.do('histograms')));
  const task = await rogue.task('fit', 1);
  return {
    app,
    run: id,
    rogue,
    task,
    honest: rogue.honest(task),
    async completes() {
      for (const site of good) site.takePart();
      rogue.takePart();
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

const WRONG: readonly {
  rule: string;
  code: string;
  make(honest: Answer, task: Delivery): { result: object; frame: unknown };
}[] = [
  {
    rule: '[G1] a frame with one bit flipped',
    code: 'FRAME_CHECKSUM',
    make({ result, ...honest }) {
      const frame = frameOf({ result, ...honest });
      frame.set([(frame.at(-3) ?? 0) ^ 4], frame.length - 3);
      return { result, frame };
    },
  },
  {
    rule: '[G1] half a frame',
    code: 'FRAME_MALFORMED',
    make: (honest) => ({ result: honest.result, frame: frameOf(honest).subarray(0, 40) }),
  },
  {
    rule: '[G1] no frame at all',
    code: 'FRAME_MALFORMED',
    make: ({ result }) => ({ result, frame: null }),
  },
  {
    rule: '[G1] text in the place of a frame',
    code: 'FRAME_MALFORMED',
    make: ({ result }) => ({ result, frame: 'weights' }),
  },
  {
    rule: '[G2] weights of a network of another shape but the same size',
    code: 'WRONG_LAYOUT',
    make({ result }, { task }) {
      if (task.kind !== 'fit') throw new Error('This is not a fit task.');
      const inputs = task.pipeline.inputs.length;
      // 3 inputs, 4 hidden: 21 numbers; 3 inputs, 2 + 3 hidden: 8 + 9 + 4 = 21 as well.
      const other = createNetwork({ ...tinyStudy().model, hidden: [2, 3] }, inputs);
      return { result, frame: encodeFrame(new Float32Array(21), other) };
    },
  },
  ...[Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY].map((bad) => ({
    rule: `[G3] a weight that is ${bad}`,
    code: 'NOT_FINITE',
    make: ({ result }: Answer, task: Delivery) => ({
      result,
      frame: framed(task, (weights) => weights.set([bad], 7)),
    }),
  })),
  {
    rule: '[G4] a frame larger than the network',
    code: 'TOO_LARGE',
    make: ({ result }) => ({ result, frame: new Uint8Array(1_000_000) }),
  },
  {
    rule: '[G6] more examples than the site declared',
    code: 'EXAMPLES_IMPLAUSIBLE',
    make: ({ result, frame }) => ({ result: { ...result, examples: 33 }, frame }),
  },
  {
    rule: '[G6] no examples',
    code: 'EXAMPLES_IMPLAUSIBLE',
    make: ({ result, frame }) => ({ result: { ...result, examples: 0 }, frame }),
  },
  {
    rule: '[G6] an evaluation on more test rows than the site declared',
    code: 'EXAMPLES_IMPLAUSIBLE',
    make: ({ result, frame }) => ({
      result: { ...result, evaluation: { ...evaluationOf(result), n: 1008, tn: 1005 } },
      frame,
    }),
  },
  {
    rule: '[G6] an evaluation whose counts do not add up',
    code: 'BAD_MESSAGE',
    make: ({ result, frame }) => ({
      result: { ...result, evaluation: { ...evaluationOf(result), tp: 6 } },
      frame,
    }),
  },
  {
    rule: '[G6] counts without rows',
    code: 'BAD_MESSAGE',
    make: ({ result, frame }) => ({
      result: { ...result, evaluation: { ...evaluationOf(result), n: 0 } },
      frame,
    }),
  },
];

const evaluationOf = (result: Answer['result']): object => ('evaluation' in result ? result.evaluation : {});

describe('the gate', () => {
  for (const { rule, code, make } of WRONG) {
    it(`${rule} is refused with ${code}, [G7] shown by name, and the run completes`, async () => {
      const { app, rogue, task, honest, run, completes } = await scene();
      const { result, frame } = make(honest, task);
      const reply = await rogue.say('result', result, frame);
      expect(reply).toMatchObject({ ok: false, error: { code, retryable: false } });
      const event = await app.event('the refusal', ({ kind }) => kind === 'update-refused');
      expect(event).toMatchObject({ code, siteId: rogue.id, runId: run, round: 1, level: 'warning' });
      expect(event.message).toMatch(/^Rogue: /);
      expect(await completes()).toEqual({ A: 'done', B: 'done', Rogue: 'refused' });
    });
  }

  it('[G4] a message above the socket’s limit closes that connection alone, and [G7] is shown', async () => {
    const { app, rogue, honest, completes } = await scene();
    rogue.socket.emit('result', honest.result, new Uint8Array(MAX_MESSAGE_BYTES + 1), () => undefined);
    await rogue.closed();
    const event = await app.event('the refusal', ({ code }) => code === 'TOO_LARGE');
    expect(event).toMatchObject({ kind: 'update-refused', siteId: rogue.id });
    expect(event.message).toMatch(/^Rogue: /);
    expect(await completes()).toEqual({ A: 'done', B: 'done', Rogue: 'lost' });
  });

  it('[G5] an update of another round, run or site is refused, [G7] is shown, and the run goes on', async () => {
    const { app, rogue, run, honest, completes } = await scene();
    const stranger = await openScriptedSite(app, { name: 'Stranger' });
    const tell = async (site: ScriptedSite, changes: object) => {
      const reply = await site.say('result', { ...honest.result, ...changes }, honest.frame);
      return reply.ok ? 'ok' : reply.error.code;
    };
    expect(await tell(rogue, { round: 2 })).toBe('WRONG_ROUND');
    expect(await tell(rogue, { round: 0 })).toBe('ROUND_CLOSED');
    expect(await tell(rogue, { run: 'no-such-run' })).toBe('RUN_UNKNOWN');
    expect(await tell(stranger, {})).toBe('NOT_RECRUITED');
    const moments = { kind: 'moments', run, summary: rogue.data.moments() };
    expect(await rogue.say('result', moments, null)).toMatchObject({ error: { code: 'ROUND_CLOSED' } });
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
    // What was wrong did not use up the rogue's one answer.
    expect(await tell(rogue, {})).toBe('ok');
    expect(await completes()).toEqual({ A: 'done', B: 'done', Rogue: 'done' });
    expect(await tell(stranger, {})).toBe('ROUND_CLOSED');
  });

  it('[G5] an update of a round that has closed is refused with ROUND_CLOSED', async () => {
    const app = await liveApp();
    const [a, b] = [await openScriptedSite(app, { name: 'A' }), await openScriptedSite(app, { name: 'B' })];
    const slow = await openScriptedSite(app, { name: 'Slow' });
    const { id } = await app.startRun({ rounds: 2, roundTimeoutSeconds: 0.6 });
    for (const site of [a, b]) site.takePart();
    await slow.do('moments');
    await slow.do('histograms');
    const first = await slow.task('fit', 1);
    await slow.task('fit', 2);
    const reply = await slow.send(slow.honest(first));
    expect(reply).toMatchObject({ ok: false, error: { code: 'ROUND_CLOSED' } });
    expect(await app.runOver(id)).toMatchObject({ status: 'completed' });
  });
});
