/** Two distributions over each other, in shares: this hospital's as bars, the federation's as an outline. */
import type { BesideFeature } from '@fedhealth/fl-core/site';
import { Group, Text } from '@mantine/core';
import { formatShare } from '../../../lib/format.ts';
import { figure } from './beside-words.ts';

type Numeric = Extract<BesideFeature, { kind: 'numeric' }>;

const WIDTH = 480;
const HEIGHT = 140;

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
  const low = bars[0]?.low ?? 0;
  const high = bars.at(-1)?.high ?? 1;
  const dense = (share: number, from: number, to: number) => (to > from ? share / (to - from) : 0);
  const most = Math.max(
    ...bars.flatMap((bar) => [dense(bar.own, bar.low, bar.high), dense(bar.all, bar.low, bar.high)]),
    Number.MIN_VALUE,
  );
  const x = (value: number) => (high > low ? ((value - low) / (high - low)) * WIDTH : 0);
  const y = (density: number) => HEIGHT - (density / most) * (HEIGHT - 8);
  const outline = bars
    .map((bar, index) => {
      const top = y(dense(bar.all, bar.low, bar.high)).toFixed(1);
      return `${index === 0 ? `M0 ${HEIGHT}V${top}` : `V${top}`}H${x(bar.high).toFixed(1)}`;
    })
    .join('');
  const units = unit ? ` ${unit}` : '';
  return (
    <div>
      <svg
        viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
        width="100%"
        height={HEIGHT}
        preserveAspectRatio="none"
        role="img"
        aria-label={`Distribution of ${name}: your hospital and all hospitals`}
      >
        {bars.map((bar) => {
          const top = y(dense(bar.own, bar.low, bar.high));
          return (
            <rect
              key={bar.low}
              x={x(bar.low)}
              y={top}
              width={Math.max(0.5, x(bar.high) - x(bar.low) - 0.5)}
              height={HEIGHT - top}
              fill="var(--app-series-1)"
              opacity={0.45}
            />
          );
        })}
        <path
          d={`${outline}V${HEIGHT}`}
          fill="none"
          stroke="var(--app-series-2)"
          strokeWidth={2.5}
          strokeDasharray="5 3"
          vectorEffect="non-scaling-stroke"
        />
        {bars.map((bar) => (
          <rect
            key={`hover ${bar.low}`}
            x={x(bar.low)}
            y={0}
            width={Math.max(0.5, x(bar.high) - x(bar.low))}
            height={HEIGHT}
            fill="transparent"
          >
            <title>{`${figure(bar.low)} to ${figure(bar.high)}${units}: ${formatShare(bar.own)} of yours, ${formatShare(bar.all)} of all`}</title>
          </rect>
        ))}
      </svg>
      <Group justify="space-between">
        <Text size="xs" c="dimmed" className="figures">
          {figure(low)}
          {units}
        </Text>
        <Text size="xs" c="dimmed" className="figures">
          {figure(high)}
          {units}
        </Text>
      </Group>
    </div>
  );
}
