/** Values of settings in words, where a person would not use the one that is stored. */
import { describedStrategy } from '../../studies/strategy-choice.ts';

const NUMBERS: Readonly<Record<string, string>> = {
  float32: '32-bit numbers',
  float16: '16-bit numbers',
  int8: '8-bit numbers',
};

export function settingValue(path: string, value: string | null): string {
  if (value === null) return '—';
  if (path === 'federation.strategy.kind') return describedStrategy(value)?.title ?? value;
  if (path.startsWith('federation.compression.')) return NUMBERS[value] ?? value;
  if (value === 'true') return 'yes';
  return value === 'false' ? 'no' : value;
}
