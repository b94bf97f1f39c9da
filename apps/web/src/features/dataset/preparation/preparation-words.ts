/** The steps of the preparation in words. */
import type { PreparationStep } from '@fedhealth/fl-core/preprocessing';
import { formatMany } from '../../../lib/format.ts';

const TITLES: Record<PreparationStep['step'], string> = {
  range: 'Plausible range',
  impute: 'Filling in',
  outliers: 'Outliers',
  scale: 'Scaling',
  encode: 'Inputs',
  indicator: 'Missing marked',
  time: 'Time',
};

export const stepTitle = ({ step }: Pick<PreparationStep, 'step'>): string => TITLES[step];

/** Up to five significant digits, without trailing zeros: 12.2, 0.00012, 1,234.5. */
export function shortNumber(value: number | string | undefined): string {
  if (typeof value !== 'number') return value ?? '—';
  if (!Number.isFinite(value)) return '—';
  return Number(value.toPrecision(5)).toLocaleString('en-GB', { maximumSignificantDigits: 5 });
}

/** What the step does, in one sentence. */
export function stepSentence({ step, settings, rowsTouched }: PreparationStep, unit: string | null): string {
  const units = unit ? ` ${unit}` : '';
  const low = shortNumber(settings.low);
  const high = shortNumber(settings.high);
  const value = shortNumber(settings.value);
  const rows = formatMany(rowsTouched, 'row');
  const are = rowsTouched === 1 ? 'is' : 'are';
  switch (step) {
    case 'range':
      return rowsTouched === 0
        ? `All values lie between ${low} and ${high}${units}.`
        : `${rows} outside ${low} to ${high}${units} ${rowsTouched === 1 ? 'counts' : 'count'} as missing.`;
    case 'impute':
      return rowsTouched === 0 ? 'No value is missing.' : `${rows} ${are} filled with ${value}${units}.`;
    case 'outliers':
      return settings.treat === 'missing'
        ? `${rows} outside ${low} to ${high}${units} ${rowsTouched === 1 ? 'counts' : 'count'} as missing and ${are} filled in.`
        : `${rows} outside ${low} to ${high}${units} ${are} pulled in to the nearer end.`;
    case 'scale':
      return `From every value ${shortNumber(settings.centre)}${units} is taken, and the rest divided by ${shortNumber(settings.spread)}, so that all columns are of like size.`;
    case 'encode':
      return `The model reads ${formatMany(Number(settings.inputs), 'input')} of 0 or 1.`;
    case 'indicator':
      return `One more input is 1 where the value was missing: ${rows}.`;
    case 'time':
      return `The ${settings.part} is read from ${rows} as sine and cosine, two inputs.`;
  }
}
