/** The rules of disclosure, and what they mean for the file that is open. */
import { DISCLOSURE_RULES, MIN_CELL } from '@fedhealth/fl-core/privacy';
import { Button, Collapse, Group, List, Stack, Text, Title } from '@mantine/core';
import { IconChevronDown, IconChevronUp, IconShieldLock } from '@tabler/icons-react';
import { useId, useState } from 'react';
import { formatMany } from '../../../lib/format.ts';
import { useSiteStore } from '../../../store/site-store.ts';
import type { OpenedSummary } from '../../../worker/api/api.ts';
import { OwnRules } from './own-rules.tsx';

type Withheld = OpenedSummary['withheld'];

const WHY: Record<Withheld[string], string> = {
  few: `fewer than ${MIN_CELL} people behind it, or rare values that could be worked out`,
  alike: 'hardly any value differs from the others',
};

interface WhatMayLeaveProps {
  readonly trainRows: number;
  /** Columns that may not be told of. */
  readonly withheld: Withheld;
}

export function WhatMayLeave({ trainRows, withheld }: WhatMayLeaveProps) {
  const [open, setOpen] = useState(false);
  const id = useId();
  const least = useSiteStore((state) => state.rules.minTrainingPeople);
  const Chevron = open ? IconChevronUp : IconChevronDown;
  const columns = Object.entries(withheld);
  return (
    <Stack gap="sm" component="section" aria-label="What may leave">
      <Group justify="space-between" wrap="nowrap">
        <Group gap="xs" wrap="nowrap">
          <IconShieldLock size={20} color="var(--app-series-1)" aria-hidden />
          <Title order={4}>What may leave</Title>
        </Group>
        <Button
          variant="subtle"
          size="compact-sm"
          flex="none"
          aria-expanded={open}
          aria-controls={id}
          rightSection={<Chevron size={16} aria-hidden />}
          onClick={() => setOpen(!open)}
        >
          {open ? 'Hide the rules' : 'Show the rules'}
        </Button>
      </Group>
      <Text>{meaning(trainRows, columns.length, least)}</Text>
      {trainRows >= MIN_CELL && columns.length > 0 && (
        <List size="sm" spacing={4}>
          {columns.map(([name, why]) => (
            <List.Item key={name}>
              <Text span fw={600} inherit>
                {name}
              </Text>
              : {WHY[why]}
            </List.Item>
          ))}
        </List>
      )}
      <Collapse expanded={open} id={id}>
        <Stack gap="lg">
          <List spacing="sm" maw={760}>
            {DISCLOSURE_RULES.map(({ id: rule, title, text }) => (
              <List.Item key={rule}>
                <Text span fw={600}>
                  {title}.
                </Text>{' '}
                {text}
              </List.Item>
            ))}
          </List>
          <OwnRules />
        </Stack>
      </Collapse>
    </Stack>
  );
}

function meaning(trainRows: number, withheld: number, least: number): string {
  if (trainRows < MIN_CELL) {
    return `With ${formatMany(trainRows, 'training row')} this file is too small to tell of: its statistics stay here and no update leaves. The model is measured on it.`;
  }
  const update =
    trainRows < least
      ? ` With ${formatMany(trainRows, 'training row')} no update leaves, as this hospital’s limit is ${least}; the model is measured here.`
      : '';
  if (withheld === 0)
    return `Only summaries leave this browser, and none of fewer than ${MIN_CELL} people. Every column can be told of.${update}`;
  return `Only summaries leave this browser, and none of fewer than ${MIN_CELL} people.${update} ${formatMany(withheld, 'column stays', 'columns stay')} here:`;
}
