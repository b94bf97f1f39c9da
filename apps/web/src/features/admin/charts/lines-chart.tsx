/** Lines over rounds: exact values on hover and with the arrow keys, told apart by dash and marker too. */
import { useMemo } from 'react';
import {
  Area,
  CartesianGrid,
  ComposedChart,
  Line,
  ResponsiveContainer,
  Tooltip,
  type TooltipContentProps,
  XAxis,
  YAxis,
} from 'recharts';
import { ChartValues } from './chart-values.tsx';
import classes from './charts.module.css';
import type { ChartPoint, Series } from './series.ts';
import { markerPath, type SeriesMark } from './series-marks.ts';
import { thin } from './thin.ts';
import { axisTicks, roundTicks } from './ticks.ts';

interface LinesChartProps {
  label: string;
  series: readonly Series[];
  points: readonly ChartPoint[];
  format: (value: number) => string;
  /** The largest value there can be: 1 for shares. */
  ceiling?: number;
  spreadLabel?: string;
}

/** More markers than this blur into the line. */
const MOST_MARKERS = 30;
/** More points than pixels only cost time. */
const MOST_POINTS = 500;
const HEIGHT = 280;

export function LinesChart({ label, series, points, format, ceiling, spreadLabel }: LinesChartProps) {
  const data = useMemo(() => thin(points, MOST_POINTS), [points]);
  const [yTicks, xTicks] = useMemo(() => {
    const shown = points.flatMap(({ values, spread }) => [...values, ...(spread ?? [])]);
    const known = shown.filter((value) => value !== null);
    return [
      axisTicks(known, { floor: 0, ...(ceiling === undefined ? {} : { ceiling }) }),
      roundTicks(points[0]?.round ?? 0, points.at(-1)?.round ?? 0),
    ];
  }, [points, ceiling]);
  const readers = useMemo(
    () => series.map((_, index) => (point: ChartPoint) => point.values[index] ?? null),
    [series],
  );
  const every = Math.ceil(data.length / MOST_MARKERS);
  const axis = { stroke: 'var(--app-line)', tick: { fill: 'var(--mantine-color-dimmed)', fontSize: 12 } };

  return (
    <figure className={`${classes.palette} ${classes.chart}`} style={{ margin: 0 }} aria-label={label}>
      <ResponsiveContainer width="100%" height={HEIGHT} initialDimension={{ width: 560, height: HEIGHT }}>
        <ComposedChart data={data} margin={{ top: 8, right: 16, bottom: 20, left: 0 }} title={label}>
          <CartesianGrid stroke="var(--app-line)" strokeOpacity={0.6} vertical={false} />
          <XAxis
            dataKey="round"
            type="number"
            domain={['dataMin', 'dataMax']}
            ticks={xTicks}
            allowDecimals={false}
            label={{
              value: 'Rounds of training',
              position: 'insideBottom',
              offset: -12,
              fill: 'var(--mantine-color-dimmed)',
              fontSize: 12,
            }}
            {...axis}
          />
          <YAxis
            type="number"
            width={48}
            ticks={yTicks}
            domain={[yTicks[0] ?? 0, yTicks.at(-1) ?? 1]}
            tickFormatter={(value: number) => String(Number(value.toFixed(3)))}
            {...axis}
          />
          {spreadLabel && (
            <Area
              dataKey={(point: ChartPoint) => (point.spread ? [...point.spread] : null)}
              name={spreadLabel}
              stroke="none"
              fill="var(--spread)"
              activeDot={false}
              isAnimationActive={false}
              connectNulls
            />
          )}
          {series.map((one, index) => (
            <Line
              key={one.id}
              name={one.label}
              dataKey={readers[index] ?? (() => null)}
              stroke={one.mark.colour}
              strokeWidth={2}
              strokeDasharray={one.mark.dash}
              isAnimationActive={false}
              connectNulls
              dot={({ cx, cy, index: at, value }: Spot) => (
                <Marker
                  key={`${one.id} ${at}`}
                  mark={one.mark}
                  at={at !== undefined && at % every === 0 && value !== null ? { cx, cy } : undefined}
                />
              )}
              activeDot={({ cx, cy, index: at }: Spot) => (
                <Marker key={`${one.id} ${at}`} mark={one.mark} at={{ cx, cy }} size={5.5} />
              )}
            />
          ))}
          <Tooltip
            cursor={{ stroke: 'var(--mantine-color-dimmed)', strokeDasharray: '3 3' }}
            isAnimationActive={false}
            content={(state: TooltipContentProps) => (
              <ChartValues state={state} series={series} format={format} spreadLabel={spreadLabel} />
            )}
          />
        </ComposedChart>
      </ResponsiveContainer>
    </figure>
  );
}

interface Spot {
  cx?: number | undefined;
  cy?: number | undefined;
  index?: number | undefined;
  value?: unknown;
}

function Marker({ mark, at, size = 4 }: { mark: SeriesMark; at: Spot | undefined; size?: number }) {
  if (at?.cx === undefined || at.cy === undefined) return <g />;
  return (
    <path
      transform={`translate(${at.cx} ${at.cy})`}
      d={markerPath(mark.shape, size)}
      fill={mark.colour}
      stroke="var(--mantine-color-body)"
    />
  );
}
