import { describe, expect, it } from 'vitest';
import { asEngine, engineChoices, engineWords, epochsPerMinute, withEngineWords } from './engine-words.ts';

describe('words for engines', () => {
  it('name those that there are, and leave others as they are', () => {
    expect(engineWords('simd')).toBe('WebAssembly SIMD');
    expect(engineWords('abacus')).toBe('abacus');
    expect(engineWords(null)).toBe('—');
    expect(asEngine('abacus')).toBeNull();
    expect(engineChoices().map(({ value }) => asEngine(value))).not.toContain(null);
  });

  it('stand in sentences for the engines’ own names', () => {
    const told = 'tfjs-webgl broke (the graphics card was lost); training goes on with simd.';
    expect(withEngineWords(told)).toBe(
      'TensorFlow.js, WebGL broke (the graphics card was lost); training goes on with WebAssembly SIMD.',
    );
  });
});

it('an epoch is as many steps as there are batches, the last one begun counting', () => {
  expect(epochsPerMinute(10, 320, 32)).toBe(60);
  expect(epochsPerMinute(10, 321, 32)).toBeCloseTo(600 / 11);
  expect(epochsPerMinute(10, 0, 32)).toBe(600);
});
