import { Paper, Stack, Text } from '@mantine/core';
import type { ReactNode } from 'react';

interface StatTileProps {
  label: string;
  /** Formatted already, with its unit: see lib/format.ts. */
  value: ReactNode;
  /** What the figure means, or how it changed. */
  note?: ReactNode;
}

/** One figure, its name and what it means. */
export function StatTile({ label, value, note }: StatTileProps) {
  return (
    <Paper p="lg" component="section" aria-label={label}>
      <Stack gap={4}>
        <Text size="sm" c="dimmed">
          {label}
        </Text>
        <Text fz={26} fw={600} lh={1.2} className="figures">
          {value}
        </Text>
        {note && (
          <Text size="sm" c="dimmed" component="div">
            {note}
          </Text>
        )}
      </Stack>
    </Paper>
  );
}
