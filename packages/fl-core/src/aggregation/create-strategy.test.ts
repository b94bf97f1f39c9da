import { describe, expect, it } from 'vitest';
import { createStrategy, parseStrategy } from './create-strategy.ts';

describe('naming a strategy', () => {
  it.each(['fedAvg', 'FedAvg', 'fedavg', 'fed-avg'])('reads %s as FedAvg', (kind) => {
    const parsed = parseStrategy({ kind });
    expect(parsed.ok && parsed.value.kind).toBe('fedAvg');
  });

  it('names the kinds there are when it does not know one', () => {
    const parsed = parseStrategy({ kind: 'fedMagic' });
    expect(parsed.ok ? '' : parsed.error.message).toMatch(/no algorithm "fedMagic".*fedAvg/);
    expect(() => createStrategy(JSON.parse('{"kind":"fedMagic"}'))).toThrow(RangeError);
  });
});
