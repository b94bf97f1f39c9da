import { describe, expect, it } from 'vitest';
import golden from './golden/strategies.json' with { type: 'json' };
import { createStrategy, type StrategyState } from './index.ts';

const cases = golden.cases.map((one) => [one.name, one] as const);

describe('[A2] numpy’s numbers over three rounds', () => {
  it.each(cases)('%s', (_name, { config, sites, expected, ...more }) => {
    const strategy = createStrategy(config);
    let global: ArrayLike<number> = golden.global;
    let state: StrategyState = null;
    golden.rounds.forEach((updates, round) => {
      const result = strategy.aggregate(global, updates.slice(0, sites), state);
      expect(result.reason).toBeNull();
      expected[round]?.forEach((value, i) => {
        const difference = Math.abs((result.global[i] ?? Number.NaN) - value);
        expect(difference).toBeLessThanOrEqual(1e-6 * Math.max(1, Math.abs(value)));
      });
      global = result.global;
      // A run survives a restart: the state is plain JSON.
      state = JSON.parse(JSON.stringify(result.state)) as StrategyState;
    });
    if ('control' in more && more.control !== undefined) {
      const { control = [] } = strategy.configure(4, state);
      more.control.forEach((value, i) => {
        expect(control[i]).toBeCloseTo(value, 5);
      });
    }
  });

  it('has a case for every kind', () => {
    expect(new Set(golden.cases.map(({ config }) => config.kind)).size).toBe(13);
  });
});
