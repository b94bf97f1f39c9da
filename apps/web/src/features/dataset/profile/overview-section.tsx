import {
  classBalanceFigure,
  OUTLIER_HEAD,
  outlierRows,
  overviewRows,
  type Profile,
} from '@fedhealth/fl-core/quality';
import { Stack, Text } from '@mantine/core';
import { useCallback } from 'react';
import { FigureView } from './figure-view.tsx';
import { PlainTable } from './plain-table.tsx';

export function OverviewSection({ profile }: { profile: Profile }) {
  return <PlainTable label="Overview of the file" rows={overviewRows(profile)} />;
}

export function BalanceSection({ profile }: { profile: Profile }) {
  const make = useCallback((width: number) => classBalanceFigure(profile, width), [profile]);
  return <FigureView make={make} />;
}

export function OutliersSection({ profile }: { profile: Profile }) {
  return (
    <Stack gap="sm">
      <Text size="sm" c="dimmed">
        By IQR: beyond 1.5 interquartile ranges from the box. By robust z: more than 3.5 robust deviations
        from the median. An outlier is not an error; it is worth a look.
      </Text>
      <PlainTable label="Outliers" head={OUTLIER_HEAD} rows={outlierRows(profile.columns)} maxHeight={600} />
    </Stack>
  );
}
