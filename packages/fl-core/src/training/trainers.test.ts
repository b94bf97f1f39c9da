import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { unwrap } from '../lib/result.ts';
import { forward } from '../model/forward.ts';
import { initializeWeights } from '../model/initialize.ts';
import { createEventLoop } from './event-loop.ts';
import golden from './golden/optimizers.json' with { type: 'json' };
import { type EngineName, type FitOptions, type FitProgress, openTrainer, type Trainer } from './index.ts';
import { oracleGradient, oracleSgd } from './testing/oracle.ts';
import { toyNetwork, toyOptions, xorRows } from './testing/toy-data.ts';

async function open(engine: EngineName): Promise<Trainer> {
  return unwrap(await openTrainer([engine])).trainer;
}

function expectClose(actual: ArrayLike<number>, expected: ArrayLike<number>, tolerance: number): void {
  expect(actual).toHaveLength(expected.length);
  let worst = 0;
  for (let i = 0; i < expected.length; i++)
    worst = Math.max(worst, Math.abs(Number(actual[i]) - Number(expected[i])));
  expect(worst).toBeLessThanOrEqual(tolerance);
}

describe.each(['simd', 'tfjs-wasm', 'tfjs-cpu'] as const)('the trainer %s', (name) => {
  let trainer: Trainer;
  beforeAll(async () => {
    trainer = await open(name);
  });
  afterAll(() => trainer.dispose());

  it('says which engine it is', () => {
    expect(trainer.engine).toBe(name);
  });

  it.each(golden.fits)('gives numpy’s weights and loss: $optimizer, l2 $l2', async (expected) => {
    const network = toyNetwork(3, golden.hidden);
    const options = toyOptions(network, {
      optimizer: expected.optimizer as FitOptions['optimizer'],
      learningRate: expected.learningRate,
      l2: expected.l2,
      classWeights: [expected.classWeights[0] ?? 1, expected.classWeights[1] ?? 1],
      batchSize: golden.rows,
      duration: { steps: golden.steps },
    });
    const dataset = {
      features: Float32Array.from(golden.features),
      labels: Float32Array.from(golden.labels),
      rows: golden.rows,
      width: 3,
    };
    const result = await trainer.fit(dataset, Float32Array.from(golden.start), options);
    expectClose(result.weights, expected.weights, 2e-5);
    expect(result.loss).toBeCloseTo(expected.loss, 5);
    expect(result).toMatchObject({ steps: golden.steps, examples: golden.rows });
  });

  it.each([
    ['relu', [5, 4]],
    ['tanh', [5, 4]],
    ['sigmoid', [4]],
    ['linear', [3]],
    ['relu', []],
  ] as const)('has the gradient of the oracle’s loss: %s %j', async (activation, hidden) => {
    const dataset = xorRows(12, 3, 8);
    const network = toyNetwork(3, [...hidden], activation);
    const start = initializeWeights(network, 3).map((weight, i) => weight + 0.05 * ((i % 3) - 1));
    const options = toyOptions(network, { l2: 0.2, classWeights: [0.7, 1.9] });
    const rows = Int32Array.from({ length: 12 }, (_, row) => row);
    const gradient = oracleGradient(dataset, Float64Array.from(start), options, rows);
    // One step of SGD at rate 1 over all rows moves by the gradient.
    const whole: FitOptions = {
      ...options,
      optimizer: 'sgd',
      learningRate: 1,
      batchSize: 12,
      duration: { steps: 1 },
    };
    const { weights } = await trainer.fit(dataset, start, whole);
    expectClose(
      start.map((weight, i) => weight - (weights[i] ?? 0)),
      gradient,
      2e-6,
    );
  });

  it('takes the batches of the plan in order, the small last one included', async () => {
    const dataset = xorRows(23, 2, 4);
    const network = toyNetwork(2, [3], 'tanh');
    const start = initializeWeights(network, 2);
    const options = toyOptions(network, {
      optimizer: 'sgd',
      learningRate: 0.5,
      batchSize: 5,
      duration: { steps: 13 },
    });
    const { weights, steps } = await trainer.fit(dataset, start, options);
    expect(steps).toBe(13);
    expectClose(weights, oracleSgd(dataset, start, options), 1e-5);
  });

  it('learns what no straight line can tell', async () => {
    const dataset = xorRows(600, 3, 1);
    const network = toyNetwork(3, [16, 8]);
    const options = toyOptions(network, { learningRate: 0.01, duration: { epochs: 30 } });
    const { weights } = await trainer.fit(dataset, initializeWeights(network, 1), options);
    const unseen = xorRows(300, 3, 2);
    const scores = forward(network, weights, unseen.features, unseen.rows);
    let [ordered, pairs] = [0, 0];
    scores.forEach((positive, i) => {
      scores.forEach((negative, j) => {
        if (unseen.labels[i] !== 1 || unseen.labels[j] !== 0) return;
        pairs++;
        if (positive > negative) ordered++;
      });
    });
    expect(ordered / pairs).toBeGreaterThan(0.95);
  });

  it('reports a finite loss for scores that are certain and wrong', async () => {
    const network = toyNetwork(1, []);
    const dataset = {
      features: Float32Array.of(1000, -1000),
      labels: Float32Array.of(0, 1),
      rows: 2,
      width: 1,
    };
    const options = toyOptions(network, { learningRate: 1e-6, optimizer: 'sgd' });
    const { loss } = await trainer.fit(dataset, Float32Array.of(1, 0), options);
    expect(loss).toBeCloseTo(1000, 6);
  });

  it('leaves weights and dataset as they were', async () => {
    const dataset = xorRows(40, 2, 1);
    const network = toyNetwork(2, [4]);
    const start = initializeWeights(network, 1);
    const before = [start.slice(), dataset.features.slice(), dataset.labels.slice()];
    await trainer.fit(dataset, start, toyOptions(network, { duration: { epochs: 3 } }));
    expect([start, dataset.features, dataset.labels]).toEqual(before);
  });

  it('gives the same weights for the same seed, others for another', async () => {
    const dataset = xorRows(90, 2, 1);
    const network = toyNetwork(2, [4]);
    const fit = (seed: number) =>
      trainer.fit(dataset, initializeWeights(network, 1), toyOptions(network, { seed }));
    const first = await fit(5);
    expect(await fit(5)).toEqual(first);
    expect((await fit(6)).weights).not.toEqual(first.weights);
  });

  it('lets others work at least every 50 ms and reports at most ten times a second', async () => {
    const dataset = xorRows(320, 2, 1);
    const network = toyNetwork(2, [4]);
    // On this clock every step takes 10 ms, so the machine's own speed does not matter.
    let clock = 0;
    const now = vi.spyOn(performance, 'now').mockImplementation(() => {
      clock += 10;
      return clock;
    });
    const others = createEventLoop();
    let turns = 0;
    let running = true;
    const watch = (async () => {
      for (; running; turns++) await others.turn();
    })();
    const reports: FitProgress[] = [];
    const options = toyOptions(network, { duration: { epochs: 8 } });
    await trainer.fit(dataset, initializeWeights(network, 1), options, (report) => reports.push(report));
    running = false;
    await watch;
    others.close();
    now.mockRestore();
    expect(turns).toBeGreaterThanOrEqual(clock / 50);
    expect(reports.length).toBeGreaterThanOrEqual(6);
    expect(reports.length).toBeLessThanOrEqual(clock / 100 + 1);
    expect(reports.at(-1)).toMatchObject({ epoch: 8, epochs: 8, done: 1 });
    expect(reports.every(({ loss, done }) => Number.isFinite(loss) && done > 0 && done <= 1)).toBe(true);
  });

  it('stops at once when aborted, with the reason given', async () => {
    const dataset = xorRows(2000, 7, 1);
    const network = toyNetwork(7, [64, 32]);
    const stop = new AbortController();
    const reason = new Error('the hospital left');
    const endless = toyOptions(network, { duration: { epochs: 100_000 } });
    const fit = trainer.fit(
      dataset,
      initializeWeights(network, 1),
      endless,
      () => stop.abort(reason),
      stop.signal,
    );
    await expect(fit).rejects.toBe(reason);
  });

  it('gives the weights back when there are no rows', async () => {
    const network = toyNetwork(2, [4]);
    const start = initializeWeights(network, 1);
    const none = { features: new Float32Array(0), labels: new Float32Array(0), rows: 0, width: 2 };
    expect(await trainer.fit(none, start, toyOptions(network))).toEqual({
      weights: start,
      steps: 0,
      examples: 0,
      loss: 0,
    });
  });

  it('refuses what does not fit together', async () => {
    const network = toyNetwork(2, [4]);
    const start = initializeWeights(network, 1);
    const options = toyOptions(network);
    const rows = xorRows(10, 2, 1);
    await expect(trainer.fit(rows, start.subarray(1), options)).rejects.toThrow(
      /17 weights but was given 16/,
    );
    await expect(trainer.fit(xorRows(10, 3, 1), start, options)).rejects.toThrow(/2 inputs; the rows have 3/);
    await expect(trainer.fit({ ...rows, rows: 11 }, start, options)).rejects.toThrow(/11 rows/);
    await expect(trainer.fit(rows, start, { ...options, batchSize: 0 })).rejects.toThrow(/batchSize/);
    await expect(trainer.fit(rows, start, { ...options, duration: { steps: 0.5 } })).rejects.toThrow(
      /duration/,
    );
  });
});

describe('two engines', () => {
  it('side by side agree after 50 steps', async () => {
    const dataset = xorRows(400, 7, 3);
    const network = toyNetwork(7, [64, 32]);
    const start = initializeWeights(network, 1);
    const options = toyOptions(network, { duration: { steps: 50 } });
    const trainers = await Promise.all([open('tfjs-wasm'), open('tfjs-cpu')]);
    const [wasm, cpu] = await Promise.all(trainers.map((trainer) => trainer.fit(dataset, start, options)));
    if (!wasm || !cpu) throw new Error('Two fits were asked for.');
    expectClose(wasm.weights, cpu.weights, 1e-4);
    expect(wasm.loss).toBeCloseTo(cpu.loss, 5);
    // They did train: the agreement is not that of two copies of the start.
    expect(Math.max(...wasm.weights.map((weight, i) => Math.abs(weight - (start[i] ?? 0))))).toBeGreaterThan(
      0.01,
    );
  });

  it('a disposed trainer refuses, others go on', async () => {
    const [first, second] = [await open('tfjs-cpu'), await open('tfjs-cpu')];
    first.dispose();
    const network = toyNetwork(2, []);
    const fit = (trainer: Trainer) =>
      trainer.fit(xorRows(10, 2, 1), initializeWeights(network, 1), toyOptions(network));
    await expect(fit(first)).rejects.toThrow(/disposed/);
    expect((await fit(second)).steps).toBe(1);
  });
});
