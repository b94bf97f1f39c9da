import { Skeleton } from '@mantine/core';
import { lazy, Suspense } from 'react';
import type { RoundChartProps } from './round-chart.tsx';

const RoundChart = lazy(() => import('./round-chart.tsx'));

/** A round chart that fetches its library only when it is first drawn. */
export function LazyRoundChart(props: RoundChartProps) {
  return (
    <Suspense fallback={<Skeleton h={props.height ?? 240} />}>
      <RoundChart {...props} />
    </Suspense>
  );
}
