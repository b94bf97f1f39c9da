/** This hospital beside the federation, in sentences. */
import type { BesideFeature } from '@fedhealth/fl-core/site';
import { formatShare } from '../../../lib/format.ts';

type Numeric = Extract<BesideFeature, { kind: 'numeric' }>;
type Choices = Extract<BesideFeature, { kind: 'choices' }>;

/** A difference of means under this share of the federation's standard deviation is not worth a word. */
const ALIKE = 0.2;

/** A figure to three digits, without an exponent where it can be read without. */
export function figure(value: number | null | undefined): string {
  if (value === null || value === undefined || !Number.isFinite(value)) return '—';
  return Math.abs(value) >= 1000
    ? Math.round(value).toLocaleString('en-GB')
    : Number(value.toPrecision(3)).toLocaleString('en-GB', { maximumSignificantDigits: 3 });
}

const plain = (name: string): string => name.replaceAll('_', ' ');

/** "Rows here have a higher heart rate than the federation: 81 against 74 bpm." */
export function besideSentence(feature: Numeric | Choices): string {
  return feature.kind === 'numeric' ? ofNumbers(feature) : ofChoices(feature);
}

function ofNumbers({ name, unit, own, all }: Numeric): string {
  if (!own) return `Your file has no value of ${plain(name)} to compare.`;
  const figures = `${figure(own.mean)} against ${figure(all.mean)}${unit ? ` ${unit}` : ''} on average`;
  const difference = own.mean - all.mean;
  if (!(Math.abs(difference) > ALIKE * all.sd))
    return `Your rows have much the same ${plain(name)} as the federation: ${figures}.`;
  const how = difference > 0 ? 'higher' : 'lower';
  return `Your rows have a ${how} ${plain(name)} than the federation: ${figures}.`;
}

function ofChoices({ name, bars }: Choices): string {
  const [most] = [...bars].sort((a, b) => Math.abs(b.own - b.all) - Math.abs(a.own - a.all));
  if (!most) return `There is nothing to compare of ${plain(name)}.`;
  const value = most.value === null ? 'another value' : `“${most.value}”`;
  const shares = `${formatShare(most.own, 0)} of your rows, ${formatShare(most.all, 0)} of the federation’s`;
  return Math.abs(most.own - most.all) < 0.02
    ? `${plain(name)} is spread much as in the federation.`
    : `The largest difference in ${plain(name)} is ${value}: ${shares}.`;
}
