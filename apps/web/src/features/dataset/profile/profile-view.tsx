/** Everything about a file, section by section. Loaded on demand. */
import type { Profile } from '@fedhealth/fl-core/quality';
import { Button, Group, Stack, Tabs, Text } from '@mantine/core';
import { useState } from 'react';
import { ProblemAlert } from '../../../components/problem-alert.tsx';
import { saveProfile } from '../../../store/profile-actions.ts';
import type { Problem } from '../../../worker/api/api.ts';
import { CorrelationsSection } from './correlations-section.tsx';
import { FeaturesSection } from './features-section.tsx';
import { MissingSection } from './missing-section.tsx';
import { BalanceSection, OutliersSection, OverviewSection } from './overview-section.tsx';
import { TimeSection } from './time-section.tsx';

const SECTIONS = [
  ['overview', 'Overview', OverviewSection],
  ['features', 'Features', FeaturesSection],
  ['missing', 'Missing values', MissingSection],
  ['correlations', 'Correlations', CorrelationsSection],
  ['outliers', 'Outliers', OutliersSection],
  ['time', 'Time', TimeSection],
  ['balance', 'Class balance', BalanceSection],
] as const;

export function ProfileView({ profile }: { profile: Profile }) {
  const [problem, setProblem] = useState<Problem | null>(null);
  const save = (format: 'html' | 'json') => void saveProfile(format).then(setProblem);
  return (
    <Stack gap="md">
      <Group justify="space-between" gap="xs">
        <Text c="dimmed" size="sm">
          Of the file as it is, before any preprocessing. It stays on this computer.
        </Text>
        <Group gap="xs">
          <Button variant="default" size="compact-sm" onClick={() => save('html')}>
            Download as HTML
          </Button>
          <Button variant="default" size="compact-sm" onClick={() => save('json')}>
            Download as JSON
          </Button>
        </Group>
      </Group>
      {problem && <ProblemAlert title="The profile was not saved" what={problem.message} />}
      <Tabs defaultValue="overview" keepMounted={false}>
        <Tabs.List aria-label="Sections of the profile">
          {SECTIONS.map(([id, name]) => (
            <Tabs.Tab key={id} value={id}>
              {name}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        {SECTIONS.map(([id, , Section]) => (
          <Tabs.Panel key={id} value={id} pt="lg">
            <Section profile={profile} />
          </Tabs.Panel>
        ))}
      </Tabs>
    </Stack>
  );
}
