import { Button, Group, Paper, Progress, Stack, Text } from '@mantine/core';
import { formatBytes, formatMany } from '../../lib/format.ts';
import type { ReadingProgress as Reading } from '../../worker/api/api.ts';

interface ReadingProgressProps {
  fileName: string;
  progress: Reading;
  onCancel: () => void;
}

/** A file being read, with a way out. */
export function ReadingProgress({ fileName, progress, onCancel }: ReadingProgressProps) {
  const { stage, done, rows, bytesPerSecond = 0 } = progress;
  const speed = bytesPerSecond > 0 && stage === 'reading' ? `, ${formatBytes(bytesPerSecond)}/s` : '';
  const unknown = done === null;
  return (
    <Paper p="lg" radius="md">
      <Stack gap="sm">
        <Group justify="space-between" wrap="nowrap">
          <Text role="status" truncate>
            {stage === 'reading' ? `Reading ${fileName}` : `Checking ${fileName}`}
          </Text>
          <Button variant="default" size="compact-md" onClick={onCancel}>
            Cancel
          </Button>
        </Group>
        <Progress
          value={unknown ? 100 : done * 100}
          animated={unknown}
          striped={unknown}
          aria-label="Share of the file that was read"
        />
        <Text size="sm" c="dimmed" className="figures">
          {formatMany(rows, 'row')} so far{speed}. Next: what was found in them.
        </Text>
      </Stack>
    </Paper>
  );
}
