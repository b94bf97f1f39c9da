import { expect, it } from 'vitest';
import { settingValue } from './setting-value.ts';

it('says a setting as a person would', () => {
  expect(settingValue('federation.strategy.kind', 'fedAvgM')).toBe('FedAvgM');
  expect(settingValue('federation.strategy.kind', 'magic')).toBe('magic');
  expect(settingValue('federation.compression.upload', 'int8')).toBe('8-bit numbers');
  expect(settingValue('preprocessing.missingIndicator', 'true')).toBe('yes');
  expect(settingValue('federation.rounds', '7')).toBe('7');
  expect(settingValue('federation.strategy.mu', null)).toBe('—');
});
