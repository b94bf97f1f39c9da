import type { TooltipContentProps } from 'recharts';
import classes from './charts.module.css';
import type { ChartPoint, Series } from './series.ts';
import { SeriesSample } from './series-sample.tsx';

interface ChartValuesProps {
  state: TooltipContentProps;
  series: readonly Series[];
  format: (value: number) => string;
  spreadLabel: string | undefined;
}

/** The exact values at one round, shown beside the pointer or the keyboard's place. */
export function ChartValues({ state, series, format, spreadLabel }: ChartValuesProps) {
  const point: ChartPoint | undefined = state.active ? state.payload[0]?.payload : undefined;
  if (!point) return null;
  const { spread } = point;
  return (
    <div className={`${classes.tooltip} ${classes.palette}`}>
      <b>{point.round === 0 ? 'Before training' : `After round ${point.round}`}</b>
      <table>
        <tbody>
          {series.map(({ id, label, mark }, index) => {
            const value = point.values[index];
            return (
              <tr key={id}>
                <th scope="row">
                  <span>
                    <SeriesSample mark={mark} />
                    {label}
                  </span>
                </th>
                <td>{value === null || value === undefined ? '—' : format(value)}</td>
              </tr>
            );
          })}
          {spreadLabel && spread && (
            <tr>
              <th scope="row">
                <span>
                  <i className={classes.spreadSample} />
                  {spreadLabel}
                </span>
              </th>
              <td>
                {format(spread[0])} to {format(spread[1])}
              </td>
            </tr>
          )}
        </tbody>
      </table>
    </div>
  );
}
