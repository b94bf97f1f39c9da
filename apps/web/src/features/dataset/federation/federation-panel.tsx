/** This file and the federation: what may leave, what the coordinator's checks found, and how it compares. */
import { MIN_SITES } from '@fedhealth/fl-core/privacy';
import type { BesideFeature } from '@fedhealth/fl-core/site';
import { SimpleGrid, Stack, Text, Title } from '@mantine/core';
import { formatMany } from '../../../lib/format.ts';
import { useSiteStore } from '../../../store/site-store.ts';
import type { OpenedSummary } from '../../../worker/api/api.ts';
import { BesideCard } from './beside-card.tsx';
import { BesideLegend } from './beside-chart.tsx';
import { CoordinatorChecks } from './coordinator-checks.tsx';
import { WhatMayLeave } from './what-may-leave.tsx';

export function FederationPanel({ summary }: { summary: OpenedSummary }) {
  const beside = useSiteStore((state) => state.snapshot.beside ?? null);
  const checks = useSiteStore((state) => state.snapshot.checks ?? null);
  return (
    <Stack gap="xl">
      <WhatMayLeave trainRows={summary.trainRows} withheld={summary.withheld} />
      {checks && <CoordinatorChecks checks={checks} />}
      <Stack gap="md" component="section" aria-label="Your hospital beside the federation">
        <Title order={4}>Your hospital beside the federation</Title>
        {beside ? (
          <Beside sites={beside.sites} features={beside.features} />
        ) : (
          <Text c="dimmed">
            Once a run has merged the statistics of at least {MIN_SITES} hospitals, each column of your file
            is shown here beside all hospitals’.
          </Text>
        )}
      </Stack>
    </Stack>
  );
}

function Beside({ sites, features }: { sites: number; features: readonly BesideFeature[] }) {
  const shown = features.flatMap((feature) => (feature.kind === 'withheld' ? [] : [feature]));
  const withheld = features.flatMap((feature) => (feature.kind === 'withheld' ? [feature] : []));
  const reasons = [...new Set(withheld.map(({ reason }) => reason))];
  return (
    <Stack gap="md">
      <Text>
        Your training rows against those of {formatMany(sites, 'hospital')} together. The comparison is made
        on this computer; only the merged figures came from the coordinator.
      </Text>
      {shown.length > 0 && (
        <>
          <BesideLegend />
          <SimpleGrid cols={{ base: 1, md: 2 }} spacing="md">
            {shown.map((feature) => (
              <BesideCard key={feature.name} feature={feature} />
            ))}
          </SimpleGrid>
        </>
      )}
      {reasons.map((reason) => (
        <Text key={reason} c="dimmed">
          <Text span fw={600} inherit>
            {withheld
              .filter((feature) => feature.reason === reason)
              .map(({ name }) => name)
              .join(', ')}
          </Text>{' '}
          cannot be shown. {reason}
        </Text>
      ))}
    </Stack>
  );
}
