/** What the coordinator found when it held this data set against the study and the other hospitals'. */
import type { DatasetCheck } from '@fedhealth/fl-core/privacy';
import { Group, Stack, Text, Title } from '@mantine/core';
import { IconAlertTriangle, IconCircleCheck, IconCircleX } from '@tabler/icons-react';

const LOOKS = {
  warn: { icon: IconAlertTriangle, word: 'Warning', colour: 'var(--app-warning)' },
  block: { icon: IconCircleX, word: 'In the way', colour: 'var(--app-bad)' },
} as const;

export function CoordinatorChecks({ checks }: { checks: readonly DatasetCheck[] }) {
  const remarks = checks.flatMap(({ check, verdict, message }) =>
    verdict === 'pass' || message === null ? [] : [{ check, message, ...LOOKS[verdict] }],
  );
  return (
    <Stack gap="sm" component="section" aria-label="Checked by the coordinator">
      <Title order={4}>Checked by the coordinator</Title>
      {remarks.length === 0 ? (
        <Group gap="xs" wrap="nowrap">
          <IconCircleCheck size={20} color="var(--app-good)" aria-hidden />
          <Text>Your file fits the study and the other hospitals’ files.</Text>
        </Group>
      ) : (
        remarks.map(({ check, message, icon: Icon, word, colour }) => (
          <Group key={check} gap="xs" wrap="nowrap" align="flex-start">
            <Icon size={20} color={colour} aria-hidden style={{ flex: 'none', marginTop: 2 }} />
            <Text>
              <Text span fw={600}>
                {word}:
              </Text>{' '}
              {message}
            </Text>
          </Group>
        ))
      )}
    </Stack>
  );
}
