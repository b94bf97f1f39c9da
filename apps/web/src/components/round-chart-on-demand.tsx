import { Skeleton } from '@mantine/core';
import { createPart } from '../lib/fetch-part.ts';
import { OnDemand } from './on-demand.tsx';
import type { RoundChartProps } from './round-chart.tsx';

/** The chart's code: fetched ahead where a connection may go before the chart is drawn. */
export const roundChart = createPart(() => import('./round-chart.tsx'));

/** A round chart whose library is fetched when it is first drawn. */
export function RoundChartOnDemand(props: RoundChartProps) {
  return (
    <OnDemand part={roundChart} what="the chart" waiting={<Skeleton h={props.height ?? 240} />}>
      {({ RoundChart }) => <RoundChart {...props} />}
    </OnDemand>
  );
}
