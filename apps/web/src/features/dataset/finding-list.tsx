import type { Finding, Severity } from '@fedhealth/fl-core/quality';
import { Box, Group, Stack, Text } from '@mantine/core';
import { IconAlertTriangle, IconCircleX, IconInfoCircle } from '@tabler/icons-react';
import classes from './finding-list.module.css';
import { ordered, places } from './findings.ts';

const LOOKS: Record<Severity, { icon: typeof IconInfoCircle; word: string; color: string }> = {
  error: { icon: IconCircleX, word: 'Problem', color: 'var(--app-bad)' },
  warning: { icon: IconAlertTriangle, word: 'Warning', color: 'var(--app-warning)' },
  info: { icon: IconInfoCircle, word: 'Note', color: 'var(--app-series-1)' },
};

/** What was found in the file, gravest first, each with where it is. */
export function FindingList({ findings }: { findings: readonly Finding[] }) {
  if (findings.length === 0) {
    return <Text c="dimmed">Nothing to remark: every row and column reads as the study expects.</Text>;
  }
  return (
    <Box component="ul" className={classes.list} aria-label="Findings">
      {ordered(findings).map((finding) => {
        const { icon: Icon, word, color } = LOOKS[finding.severity];
        const where = places(finding);
        return (
          <li
            key={`${finding.code}:${finding.column ?? ''}`}
            className={classes.item}
            data-severity={finding.severity}
          >
            <Group wrap="nowrap" align="flex-start" gap="sm">
              <Icon size={20} color={color} aria-hidden className={classes.icon} />
              <Stack gap={2} miw={0}>
                <Text component="div">
                  <Text span fw={600}>
                    {word}
                    {finding.column ? ` in ${finding.column}` : ''}:
                  </Text>{' '}
                  {finding.message}
                </Text>
                {where && (
                  <Text size="sm" c="dimmed" className="figures">
                    {where}
                  </Text>
                )}
              </Stack>
            </Group>
          </li>
        );
      })}
    </Box>
  );
}
