/** The hospital's own limits, set here and by nobody else. */
import { siteRulesSchema } from '@fedhealth/fl-core/privacy';
import { NumberInput, SimpleGrid, Stack, Text } from '@mantine/core';
import { useEffect, useState } from 'react';
import { setRules } from '../../../store/site-actions.ts';
import { useSiteStore } from '../../../store/site-store.ts';

export function OwnRules() {
  const rules = useSiteStore((state) => state.rules);
  const joined = useSiteStore((state) => state.snapshot.joined);
  const set = (change: Partial<typeof rules>): void =>
    setRules(siteRulesSchema.parse({ ...rules, ...change }));
  return (
    <Stack gap="xs">
      <Text fw={600}>This hospital’s own limits</Text>
      <Text size="sm" c="dimmed" maw={760}>
        They are kept in this browser, and no coordinator can change them.
        {joined && ' A change holds from the next time you join.'}
      </Text>
      <SimpleGrid cols={{ base: 1, sm: 2 }} maw={760}>
        <Limit
          label="Fewest training rows for an update"
          description="Patients, where the study has a patient column. With fewer, this hospital only measures the model. From an update of few rows some of them can be worked out; under 20 that is easier."
          range={[10, 1_000_000]}
          value={rules.minTrainingPeople}
          onSet={(minTrainingPeople) => set({ minTrainingPeople })}
        />
        <Limit
          label="Runs a day on the same rows"
          description="Each run asks for summaries of your columns. More runs than this on one day are refused."
          range={[1, 1000]}
          value={rules.runsPerDay}
          onSet={(runsPerDay) => set({ runsPerDay })}
        />
      </SimpleGrid>
    </Stack>
  );
}

interface LimitProps {
  readonly label: string;
  readonly description: string;
  readonly range: readonly [number, number];
  readonly value: number;
  onSet(value: number): void;
}

/** Taken when the field is left, within its range; what is no number leaves the limit as it was. */
function Limit({ label, description, range: [low, high], value, onSet }: LimitProps) {
  const [draft, setDraft] = useState<string | number>(value);
  useEffect(() => setDraft(value), [value]);
  const take = (): void => {
    const typed = Math.round(Number(draft));
    const next = draft === '' || !Number.isFinite(typed) ? value : Math.min(high, Math.max(low, typed));
    setDraft(next);
    if (next !== value) onSet(next);
  };
  return (
    <NumberInput
      label={label}
      description={description}
      min={low}
      max={high}
      clampBehavior="none"
      value={draft}
      onChange={setDraft}
      onBlur={take}
    />
  );
}
