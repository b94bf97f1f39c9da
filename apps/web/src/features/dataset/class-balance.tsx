import type { Study } from '@fedhealth/fl-core/study';
import { Group, Progress, Stack, Text } from '@mantine/core';
import { formatCount, formatShare } from '../../lib/format.ts';

interface ClassBalanceProps {
  label: Study['label'];
  positives: number;
  rows: number;
}

/** How the rows divide between "yes" and "no". */
export function ClassBalance({ label, positives, rows }: ClassBalanceProps) {
  const share = rows > 0 ? positives / rows : null;
  const rest = rows - positives;
  return (
    <Stack gap={8}>
      <Progress.Root size={14} radius="xl" aria-hidden>
        <Progress.Section value={(share ?? 0) * 100} color="var(--app-series-1)" />
      </Progress.Root>
      <Group justify="space-between" gap="xs" className="figures">
        <Text size="sm">
          <b>Yes</b> ({label.column} = {label.positive}): {formatCount(positives)} rows, {formatShare(share)}
        </Text>
        <Text size="sm" c="dimmed">
          <b>No</b>: {formatCount(rest)} rows, {formatShare(share === null ? null : 1 - share)}
        </Text>
      </Group>
    </Stack>
  );
}
