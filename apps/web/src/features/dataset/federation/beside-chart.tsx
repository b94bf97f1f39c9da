/** Two distributions over each other, in shares: this hospital's as bars, the federation's as an outline. */
import type { BesideFeature } from '@fedhealth/fl-core/site';
import { Group, Text } from '@mantine/core';
import { Histogram } from '../../../components/histogram.tsx';
import { formatShare } from '../../../lib/format.ts';
import { figure } from './beside-words.ts';

type Numeric = Extract<BesideFeature, { kind: 'numeric' }>;

export function BesideLegend() {
  return (
    <Group gap="lg" aria-hidden>
      <Group gap={6}>
        <svg width={18} height={12} aria-hidden="true">
          <rect width={18} height={12} fill="var(--app-series-1)" opacity={0.45} />
        </svg>
        <Text size="sm">Your hospital</Text>
      </Group>
      <Group gap={6}>
        <svg width={18} height={12} aria-hidden="true">
          <line
            x1={0}
            x2={18}
            y1={6}
            y2={6}
            stroke="var(--app-series-2)"
            strokeWidth={2.5}
            strokeDasharray="5 3"
          />
        </svg>
        <Text size="sm">All hospitals</Text>
      </Group>
    </Group>
  );
}

/** Heights are shares for each unit of width, since the outer bars are wider than the others. */
export function BesideChart({ feature: { name, unit, bars } }: { feature: Numeric }) {
  const dense = (share: number, from: number, to: number) => (to > from ? share / (to - from) : 0);
  const units = unit ? ` ${unit}` : '';
  return (
    <Histogram
      label={`Distribution of ${name}: your hospital and all hospitals`}
      color="var(--app-series-1)"
      height={140}
      bars={bars.map(({ low, high, own, all }) => ({
        low,
        high,
        height: dense(own, low, high),
        outline: dense(all, low, high),
        words: `${figure(low)} to ${figure(high)}${units}: ${formatShare(own)} of yours, ${formatShare(all)} of all`,
      }))}
      ends={[`${figure(bars[0]?.low)}${units}`, `${figure(bars.at(-1)?.high)}${units}`]}
    />
  );
}
