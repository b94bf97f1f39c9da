/** The hospital's own limits, set here and by nobody else. */
import { siteRulesSchema } from '@fedhealth/fl-core/privacy';
import { NumberInput, SimpleGrid, Stack, Text } from '@mantine/core';
import { setRules } from '../../../store/site-actions.ts';
import { useSiteStore } from '../../../store/site-store.ts';

export function OwnRules() {
  const rules = useSiteStore((state) => state.rules);
  const joined = useSiteStore((state) => state.snapshot.joined);
  const set = (change: Partial<typeof rules>): void => {
    const next = siteRulesSchema.safeParse({ ...rules, ...change });
    if (next.success) setRules(next.data);
  };
  return (
    <Stack gap="xs">
      <Text fw={600}>This hospital’s own limits</Text>
      <Text size="sm" c="dimmed" maw={760}>
        They are kept in this browser, and no coordinator can change them.
        {joined && ' A change holds from the next time you join.'}
      </Text>
      <SimpleGrid cols={{ base: 1, sm: 2 }} maw={760}>
        <NumberInput
          label="Fewest training rows for an update"
          description="Patients, where the study has a patient column. With fewer, this hospital only measures the model. From an update of few rows some of them can be worked out: under 20 that is easier."
          min={10}
          max={1_000_000}
          value={rules.minTrainingPeople}
          onChange={(value) => set({ minTrainingPeople: Number(value) })}
        />
        <NumberInput
          label="Runs a day on the same rows"
          description="Each run asks for summaries of your columns. More runs than this on one day are refused."
          min={1}
          max={1000}
          value={rules.runsPerDay}
          onChange={(value) => set({ runsPerDay: Number(value) })}
        />
      </SimpleGrid>
    </Stack>
  );
}
