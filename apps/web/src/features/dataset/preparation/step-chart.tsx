/** A small histogram of values at one moment of the preparation; exact figures on hover. */
import type { StepValues } from '@fedhealth/fl-core/preprocessing';
import { Group, Text } from '@mantine/core';
import { formatMany } from '../../../lib/format.ts';
import { shortNumber } from './preparation-words.ts';

const WIDTH = 240;
const HEIGHT = 56;

interface StepChartProps {
  values: StepValues;
  label: string;
  color: string;
}

export function StepChart({ values, label, color }: StepChartProps) {
  const { counts } = values;
  const most = Math.max(1, ...counts);
  const wide = WIDTH / Math.max(1, counts.length);
  const nameOf = (index: number): string =>
    values.kind === 'bins'
      ? `${shortNumber(values.edges[index])} to ${shortNumber(values.edges[index + 1])}`
      : (values.names[index] ?? '');
  const first = values.kind === 'bins' ? shortNumber(values.edges[0]) : values.names[0];
  const last = values.kind === 'bins' ? shortNumber(values.edges.at(-1)) : values.names.at(-1);
  if (counts.length === 0) return <Text size="xs">No values</Text>;
  return (
    <div>
      <svg
        viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
        width="100%"
        height={HEIGHT}
        preserveAspectRatio="none"
        role="img"
        aria-label={label}
      >
        {counts.map((count, index) => {
          const height = count === 0 ? 0 : Math.max(1.5, (count / most) * (HEIGHT - 4));
          return (
            <g key={nameOf(index)}>
              <rect
                x={index * wide + 0.5}
                y={HEIGHT - height}
                width={Math.max(0.5, wide - 1)}
                height={height}
                fill={color}
                opacity={0.75}
              />
              <rect x={index * wide} y={0} width={wide} height={HEIGHT} fill="transparent">
                <title>{`${nameOf(index)}: ${formatMany(count, 'row')}`}</title>
              </rect>
            </g>
          );
        })}
        <line x1={0} x2={WIDTH} y1={HEIGHT} y2={HEIGHT} stroke="currentColor" strokeOpacity={0.3} />
      </svg>
      <Group justify="space-between" gap="xs" wrap="nowrap">
        <Text size="xs" c="dimmed" className="figures" truncate>
          {first}
        </Text>
        <Text size="xs" c="dimmed" className="figures" truncate>
          {counts.length > 1 ? last : ''}
        </Text>
      </Group>
    </div>
  );
}
