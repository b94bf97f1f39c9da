import type { Finding, Severity } from '@fedhealth/fl-core/quality';
import { Group, Stack, Text } from '@mantine/core';
import { IconAlertTriangle, IconCircleX, IconInfoCircle } from '@tabler/icons-react';
import { places } from '../findings.ts';
import classes from './finding-list.module.css';
import { RemedyButton } from './remedy-button.tsx';

const LOOKS: Record<Severity, { icon: typeof IconInfoCircle; word: string; color: string }> = {
  error: { icon: IconCircleX, word: 'Problem', color: 'var(--app-bad)' },
  warning: { icon: IconAlertTriangle, word: 'Warning', color: 'var(--app-warning)' },
  info: { icon: IconInfoCircle, word: 'Note', color: 'var(--app-series-1)' },
};

/** One finding: what and where, what it does to training, and the button that helps where there is one. */
export function FindingItem({ finding, editable }: { finding: Finding; editable: boolean }) {
  const { icon: Icon, word, color } = LOOKS[finding.severity];
  const where = places(finding);
  return (
    <li className={classes.item} data-severity={finding.severity} data-code={finding.code}>
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
          {finding.effect && (
            <Text size="sm" c="dimmed">
              Effect on training: {finding.effect}
            </Text>
          )}
          {where && (
            <Text size="sm" c="dimmed" className="figures">
              {where}
            </Text>
          )}
          {finding.remedy && <RemedyButton finding={finding} remedy={finding.remedy} editable={editable} />}
        </Stack>
      </Group>
    </li>
  );
}
