import { describe, expect, it } from 'vitest';
import { createStrategy, parseStrategy, readStrategy } from './create-strategy.ts';

describe('naming a strategy', () => {
  it.each([
    ['fedAvg', 'fedAvg'],
    ['FedAvg', 'fedAvg'],
    ['fedavg', 'fedAvg'],
    ['fed-avg', 'fedAvg'],
    ['FedAvgM', 'fedAvgM'],
    ['SCAFFOLD', 'scaffold'],
    ['FedTrimmedAvg', 'trimmedMean'],
    ['Multi-Krum', 'multiKrum'],
  ])('reads %s as %s', (kind, canonical) => {
    const parsed = parseStrategy({ kind });
    expect(parsed.ok && parsed.value.kind).toBe(canonical);
  });

  it('names the kinds there are when it does not know one', () => {
    const parsed = parseStrategy({ kind: 'fedMagic' });
    expect(parsed.ok ? '' : parsed.error.message).toMatch(/no algorithm "fedMagic".*fedAvg/);
    expect(() => createStrategy(JSON.parse('{"kind":"fedMagic"}'))).toThrow(RangeError);
  });
});

describe('naming its parameters', () => {
  const step = (config: { kind: string }) =>
    createStrategy(config).aggregate([0], [{ weights: [1], examples: 1 }]).global[0];

  it.each(['eta', 'serverLearningRate', 'server_learning_rate', 'server-learning-rate', 'etaG'])(
    'takes the server learning rate as %s',
    (name) => {
      expect(step({ kind: 'fedAvg', [name]: 0.25 })).toBe(0.25);
    },
  );

  it('takes Flower’s and the papers’ names', () => {
    for (const config of [
      { kind: 'fedAdam', beta1: 0.5, beta2: 0.5, tau: 1, v0: 0.25, biasCorrection: true, eta_l: 1 },
      { kind: 'fedAdam', beta_1: 0.5, beta_2: 0.5, tau: 1, initialAccumulator: 0.25, localLearningRate: 1 },
    ]) {
      const rate = (0.1 * Math.sqrt(1 - 0.5 ** 2)) / (1 - 0.5 ** 2);
      expect(step(config)).toBeCloseTo((rate * 0.5) / (Math.sqrt(0.625) + 1), 6);
    }
  });

  it.each([
    [{ kind: 'fedSquid' }, /no algorithm "fedSquid"; there are fedAvg, fedAvgM, .*bulyan, ditto/],
    [{}, /no algorithm|kind/],
    [null, /strategy/],
    [{ kind: 'fedAdam', beta1: 1.5 }, /beta1/],
    [{ kind: 'fedAvg', serverLearningRate: 0 }, /serverLearningRate/],
    [{ kind: 'fedAdam', eta: 1, serverLearningRate: 1 }, /not both/],
    [{ kind: 'fedAvg', betaOne: 1 }, /betaOne/],
    [{ kind: 'fedAvg', constructor: 1 }, /constructor/],
    [{ kind: 'trimmedMean', beta: 0.5 }, /trimFraction/],
    [{ kind: 'krum', f: 1.5 }, /byzantine/],
    [{ kind: 'multiKrum', m: 0 }, /keep/],
    [{ kind: 'fedAvg', weighting: 'rows' }, /weighting/],
  ])('says what is wrong with %j', (config, message) => {
    expect(parseStrategy(config)).toEqual({
      ok: false,
      error: { code: 'STRATEGY_INVALID', message: expect.stringMatching(message) },
    });
  });

  it('throws a RangeError where a configuration is written in code', () => {
    expect(() => createStrategy({ kind: 'fedAdam', tau: -1 })).toThrow(RangeError);
  });
});

describe('what a strategy is set to', () => {
  it('has canonical names and every default, without what has no effect', () => {
    const read = readStrategy({ kind: 'FedAdam', eta: 0.05, beta_2: 0.9 });
    expect(read.ok && read.value).toMatchObject({
      kind: 'fedAdam',
      title: 'FedAdam',
      parameters: { serverLearningRate: 0.05, beta1: 0.9, beta2: 0.9, biasCorrection: 'flower' },
    });
    const plain = readStrategy({ kind: 'fedMedian' });
    expect(plain.ok && plain.value.parameters).toEqual({ serverLearningRate: 1 });
    expect(readStrategy({ kind: 'fedMagic' }).ok).toBe(false);
  });
});
