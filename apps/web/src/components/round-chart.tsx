/** A figure by round, as lines told apart by dash and marker as well as colour. Loaded on demand: recharts is large. */
import { CartesianGrid, Legend, Line, LineChart, ResponsiveContainer, Tooltip, XAxis, YAxis } from 'recharts';
import { tenths, ticksOf } from './chart-scale.ts';

export interface ChartSeries {
  readonly key: string;
  readonly name: string;
  /** The second line of a pair. */
  readonly second?: boolean;
}

export interface RoundChartProps {
  readonly series: readonly ChartSeries[];
  readonly data: readonly ({ readonly round: number } & Readonly<Record<string, number | null>>)[];
  readonly format: (value: number) => string;
  /** Bounds that the figure cannot leave, as [0, 1] for AUC. */
  readonly within?: readonly [number, number];
  readonly height?: number;
}

const tick = { fontSize: 12, fill: 'var(--mantine-color-dimmed)' };

export function RoundChart({ series, data, format, within, height = 240 }: RoundChartProps) {
  const values = data.flatMap((point) => series.map(({ key }) => point[key] ?? null));
  const domain = tenths(values, within);
  return (
    <ResponsiveContainer width="100%" height={height}>
      <LineChart data={[...data]} margin={{ top: 8, right: 16, bottom: 4, left: 0 }} accessibilityLayer>
        <CartesianGrid vertical={false} stroke="var(--app-line)" />
        <XAxis
          dataKey="round"
          type="number"
          domain={['dataMin', 'dataMax']}
          allowDecimals={false}
          tick={tick}
          stroke="var(--app-line)"
          tickLine={false}
        />
        <YAxis
          domain={domain}
          ticks={ticksOf(domain)}
          interval={0}
          tick={tick}
          width={52}
          tickFormatter={format}
          axisLine={false}
          tickLine={false}
        />
        <Tooltip
          formatter={(value) => (typeof value === 'number' ? format(value) : '—')}
          labelFormatter={(round) => `Round ${round}`}
          isAnimationActive={false}
          contentStyle={{
            background: 'var(--mantine-color-body)',
            border: '1px solid var(--app-line)',
            borderRadius: 'var(--mantine-radius-md)',
            fontSize: 13,
          }}
        />
        <Legend
          verticalAlign="top"
          align="left"
          height={32}
          iconType="plainline"
          itemSorter={null}
          formatter={(name) => (
            <span style={{ color: 'var(--mantine-color-text)', fontSize: 13 }}>{name}</span>
          )}
        />
        {series.map(({ key, name, second }) => (
          <Line
            key={key}
            dataKey={key}
            name={name}
            stroke={second ? 'var(--app-series-2)' : 'var(--app-series-1)'}
            strokeWidth={2}
            strokeDasharray={second ? '6 4' : undefined}
            dot={
              second
                ? { r: 3, strokeDasharray: '0', fill: 'var(--mantine-color-body)' }
                : { r: 3, fill: 'var(--app-series-1)' }
            }
            connectNulls
            isAnimationActive={false}
          />
        ))}
      </LineChart>
    </ResponsiveContainer>
  );
}
