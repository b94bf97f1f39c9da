/** Bars over a common axis, with the outline of a second distribution over them where there is one; exact figures on hover. */
import { Group, Text } from '@mantine/core';

export interface HistogramBar {
  /** From where to where on the axis; bars may differ in width. */
  readonly low: number;
  readonly high: number;
  /** At least 0, on one scale with all others. */
  readonly height: number;
  /** Of the second distribution, on the same scale. */
  readonly outline?: number;
  /** What a pointer reads here. */
  readonly words: string;
}

interface HistogramProps {
  bars: readonly HistogramBar[];
  label: string;
  /** A CSS colour. */
  color: string;
  /** In pixels. */
  height: number;
  /** Under the first and the last bar. */
  ends: readonly [string, string];
}

const WIDTH = 480;
/** What is there at all is seen. */
const LEAST = 1.5;
const HEADROOM = 6;

export function Histogram({ bars, label, color, height, ends }: HistogramProps) {
  const low = bars[0]?.low ?? 0;
  const high = bars.at(-1)?.high ?? 1;
  const most = Math.max(...bars.flatMap((bar) => [bar.height, bar.outline ?? 0]), Number.MIN_VALUE);
  const x = (value: number): number => (high > low ? ((value - low) / (high - low)) * WIDTH : 0);
  const tall = (value: number): number =>
    value > 0 ? Math.max(LEAST, (value / most) * (height - HEADROOM)) : 0;
  const outlined = bars.some(({ outline }) => outline !== undefined);
  return (
    <div>
      <svg
        viewBox={`0 0 ${WIDTH} ${height}`}
        width="100%"
        height={height}
        preserveAspectRatio="none"
        role="img"
        aria-label={label}
      >
        {bars.map((bar) => (
          <rect
            key={bar.low}
            x={x(bar.low) + 0.5}
            y={height - tall(bar.height)}
            width={Math.max(0.5, x(bar.high) - x(bar.low) - 1)}
            height={tall(bar.height)}
            fill={color}
            opacity={outlined ? 0.45 : 0.75}
          />
        ))}
        {outlined && (
          <path
            d={`M0 ${height}${bars
              .map((bar) => `V${(height - tall(bar.outline ?? 0)).toFixed(1)}H${x(bar.high).toFixed(1)}`)
              .join('')}V${height}`}
            fill="none"
            stroke="var(--app-series-2)"
            strokeWidth={2.5}
            strokeDasharray="5 3"
            vectorEffect="non-scaling-stroke"
          />
        )}
        <line x1={0} x2={WIDTH} y1={height} y2={height} stroke="currentColor" strokeOpacity={0.3} />
        {bars.map((bar) => (
          <rect
            key={bar.low}
            x={x(bar.low)}
            y={0}
            width={Math.max(0.5, x(bar.high) - x(bar.low))}
            height={height}
            fill="transparent"
          >
            <title>{bar.words}</title>
          </rect>
        ))}
      </svg>
      <Group justify="space-between" gap="xs" wrap="nowrap">
        {ends.map((end, index) => (
          <Text size="xs" c="dimmed" className="figures" truncate key={index === 0 ? 'first' : 'last'}>
            {end}
          </Text>
        ))}
      </Group>
    </div>
  );
}
