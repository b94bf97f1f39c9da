import { createStrategy, STRATEGIES } from '@fedhealth/fl-core/aggregation';
import { describe, expect, it } from 'vitest';
import { describedStrategy, explained, freshStrategy, nameInStudy } from './strategy-choice.ts';

describe('choosing a strategy', () => {
  it.each(STRATEGIES.map(({ kind }) => kind))('[A1] %s as first chosen can be used', (kind) => {
    expect(createStrategy({ kind, ...freshStrategy(kind) }).kind).toBe(kind);
  });

  it('starts with a value that has an effect', () => {
    expect(freshStrategy('fedAvgM')).toEqual({ kind: 'fedAvgM', serverMomentum: 0.9 });
    expect(freshStrategy('fedAvg')).toEqual({ kind: 'fedAvg' });
  });

  it('finds a parameter under the name that the study gives it', () => {
    const parameter = describedStrategy('FedAvg-M')?.parameters.serverMomentum;
    if (parameter?.type !== 'number') throw new Error('FedAvgM has no momentum.');
    expect(nameInStudy({ kind: 'fedAvgM', server_momentum: 0.5 }, 'serverMomentum', parameter)).toBe(
      'server_momentum',
    );
    expect(nameInStudy({ kind: 'fedAvgM' }, 'serverMomentum', parameter)).toBe('serverMomentum');
    expect(explained(parameter)).toMatch(/\. From 0, below 1\. Left empty: 0\.$/);
  });
});
