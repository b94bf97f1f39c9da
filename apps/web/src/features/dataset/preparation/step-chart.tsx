/** A small histogram of values at one moment of the preparation; exact figures on hover. */
import type { StepValues } from '@fedhealth/fl-core/preprocessing';
import { Text } from '@mantine/core';
import { Histogram } from '../../../components/histogram.tsx';
import { formatMany } from '../../../lib/format.ts';
import { shortNumber } from './preparation-words.ts';

interface StepChartProps {
  values: StepValues;
  label: string;
  color: string;
}

export function StepChart({ values, label, color }: StepChartProps) {
  const { counts } = values;
  if (counts.length === 0) return <Text size="xs">No values</Text>;
  const nameOf = (index: number): string =>
    values.kind === 'bins'
      ? `${shortNumber(values.edges[index])} to ${shortNumber(values.edges[index + 1])}`
      : (values.names[index] ?? '');
  const [first, last] =
    values.kind === 'bins'
      ? [shortNumber(values.edges[0]), shortNumber(values.edges.at(-1))]
      : [values.names[0] ?? '', counts.length > 1 ? (values.names.at(-1) ?? '') : ''];
  return (
    <Histogram
      label={label}
      color={color}
      height={56}
      bars={counts.map((count, index) => ({
        low: index,
        high: index + 1,
        height: count,
        words: `${nameOf(index)}: ${formatMany(count, 'row')}`,
      }))}
      ends={[first, last]}
    />
  );
}
