/** What each hospital of the run is doing, and how far it is: for three of them as for hundreds. */
import type { RunDetailView } from '@fedhealth/fl-core/protocol';
import { Group, Paper, Progress, SegmentedControl, Stack, Text, TextInput, Title } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { useDeferredValue, useMemo, useState } from 'react';
import { formatCount, formatMany } from '../../../../lib/format.ts';
import { useProgressStore } from '../../data/progress-store.ts';
import { useSites } from '../../data/queries.ts';
import { type Column, DataTable } from '../../parts/data-table.tsx';
import { OutcomeMark } from '../rounds/outcomes.tsx';
import classes from './live-sites.module.css';
import { countLive, filterLive, type LiveFilter, type LiveSite, liveSites } from './live-sites.ts';

/** With so few, the eye finds a hospital faster than a search box. */
const FEW = 8;
const PAGE = 25;

const STATES: readonly { value: LiveFilter['state']; words: string }[] = [
  { value: 'all', words: 'All' },
  { value: 'working', words: 'At work' },
  { value: 'done', words: 'Done' },
  { value: 'trouble', words: 'In trouble' },
];

const COLUMNS: Column<LiveSite>[] = [
  { key: 'name', header: 'Hospital', cell: ({ name }) => name, sort: ({ name }) => name },
  {
    key: 'percent',
    header: 'Progress',
    hint: 'How far its training of this round is; a short training tells nothing until it is done',
    cell: ({ name, percent }) => (percent === null ? '—' : <Bar name={name} percent={percent} />),
    sort: ({ percent }) => percent,
  },
  {
    key: 'activity',
    header: 'Is doing',
    nowrap: true,
    cell: ({ activity }) => activity,
    sort: ({ activity }) => activity,
  },
  {
    key: 'outcome',
    header: 'This round',
    nowrap: true,
    cell: ({ outcome }) => (outcome === null ? '—' : <OutcomeMark outcome={outcome} />),
    sort: ({ outcome }) => outcome,
  },
];

function Bar({ name, percent }: { name: string; percent: number }) {
  return (
    <div className={classes.bar}>
      <Progress value={percent} aria-label={`Training of ${name}`} className={classes.track} />
      <Text component="span" size="sm" className={classes.percent}>
        {percent}%
      </Text>
    </div>
  );
}

export function LiveSites({ run }: { run: RunDetailView }) {
  const { data: sites = [] } = useSites();
  const pushed = useProgressStore((store) => store.pushed);
  const [name, setName] = useState('');
  const [state, setState] = useState<LiveFilter['state']>('all');
  const sought = useDeferredValue(name);
  const all = useMemo(() => liveSites(run, sites, pushed), [run, sites, pushed]);
  const counts = useMemo(() => countLive(all), [all]);
  const shown = useMemo(() => filterLive(all, { name: sought, state }), [all, sought, state]);
  const many = all.length > FEW;
  return (
    <Paper component="section" aria-label="Hospitals at work" p="lg">
      <Stack gap="md">
        <Stack gap={4}>
          <Title order={2}>Hospitals at work</Title>
          <Text size="sm" c="dimmed">
            {formatMany(all.length, 'hospital')} in the run: {formatCount(counts.working)} at work,{' '}
            {formatCount(counts.done)} done, {formatCount(counts.trouble)} in trouble. Of their work only
            these percentages are told.
          </Text>
        </Stack>
        {many && (
          <Group gap="md" align="flex-end">
            <TextInput
              label="Find a hospital"
              leftSection={<IconSearch size={16} aria-hidden />}
              value={name}
              onChange={({ currentTarget }) => setName(currentTarget.value)}
              w={260}
            />
            <SegmentedControl
              aria-label="What they are doing"
              data={STATES.map(({ value, words }) => ({ value, label: words }))}
              value={state}
              onChange={(value) => setState(STATES.find((one) => one.value === value)?.value ?? 'all')}
            />
          </Group>
        )}
        {all.length === 0 ? (
          <Text c="dimmed">No hospital is ready. They appear here as soon as they have joined.</Text>
        ) : shown.length === 0 ? (
          <Text c="dimmed">No hospital fits. Change the name or the state you look for.</Text>
        ) : (
          <DataTable
            label="Hospitals at work"
            columns={COLUMNS}
            rows={shown}
            rowKey={({ siteId }) => siteId}
            pageSize={PAGE}
            minWidth={640}
          />
        )}
      </Stack>
    </Paper>
  );
}
