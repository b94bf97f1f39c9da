/** What stays in this browser and what leaves it, side by side. */
import type { Study } from '@fedhealth/fl-core/study';
import { Grid, List, Stack, ThemeIcon, Title } from '@mantine/core';
import { IconArrowUpRight, IconLock } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { formatBytes, formatCount } from '../../lib/format.ts';
import { updateSize } from '../../lib/plan.ts';

interface PromiseListProps {
  title: string;
  icon: ReactNode;
  color: string;
  children: ReactNode;
}

function PromiseList({ title, icon, color, children }: PromiseListProps) {
  const marker = (
    <ThemeIcon variant="light" color={color} size={26} radius="xl">
      {icon}
    </ThemeIcon>
  );
  return (
    <Stack gap="sm">
      <Title order={3}>{title}</Title>
      <List spacing="sm" icon={marker} styles={{ itemWrapper: { alignItems: 'flex-start' } }}>
        {children}
      </List>
    </Stack>
  );
}

export function Promises({ study }: { study: Study }) {
  const size = updateSize(study);
  const least = size.open.length === 0 ? '' : 'at least ';
  return (
    <Grid gap="xl">
      <Grid.Col span={{ base: 12, sm: 6 }}>
        <PromiseList title="Stays here" color="tide" icon={<IconLock size={15} aria-hidden />}>
          <List.Item>Every row of your file, and the file itself.</List.Item>
          {study.subject && <List.Item>Who the rows are about (column “{study.subject}”).</List.Item>}
          {study.timestamp && (
            <List.Item>When each reading was taken (column “{study.timestamp}”).</List.Item>
          )}
          <List.Item>Columns that the study does not ask for: they are not used at all.</List.Item>
        </PromiseList>
      </Grid.Col>
      <Grid.Col span={{ base: 12, sm: 6 }}>
        <PromiseList
          title="Leaves, after you agree"
          color="gray"
          icon={<IconArrowUpRight size={15} aria-hidden />}
        >
          <List.Item>
            On joining: your hospital’s name, how many rows you have, and how each column looks: its share of
            missing and implausible values, and roughly its mean and spread.
          </List.Item>
          <List.Item>
            Once: summaries of each column over all your training rows, such as count, mean, spread and how
            many values fall in each range.
          </List.Item>
          <List.Item>
            Each round: {least}
            {formatCount(size.parameters)} model weights
            {size.controlVariate && ' and as many numbers that say how your steps differ from the others’'} (
            {size.open.length === 0
              ? `at most ${formatBytes(size.bytes)}`
              : `${formatBytes(size.bytes)} or more`}
            ), and counts of how often the model was right on your test rows.
          </List.Item>
        </PromiseList>
      </Grid.Col>
    </Grid>
  );
}
