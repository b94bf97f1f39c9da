import type { SiteView } from '@fedhealth/fl-core/protocol';
import { Button, Group, Paper, SegmentedControl, Stack, Text, TextInput } from '@mantine/core';
import { IconBuildingHospital, IconSearch } from '@tabler/icons-react';
import { useDeferredValue, useMemo, useState } from 'react';
import { Link } from 'react-router';
import { EmptyState } from '../../../components/empty-state.tsx';
import { Page } from '../../../components/page.tsx';
import { RelativeTime } from '../../../components/relative-time.tsx';
import { engineWords } from '../../../lib/engine-words.ts';
import { formatCount, formatMany } from '../../../lib/format.ts';
import { ChecksPanel } from '../checks/checks-panel.tsx';
import { useChecks, useSites } from '../data/queries.ts';
import { type Column, DataTable } from '../parts/data-table.tsx';
import { QueryView } from '../parts/query-view.tsx';
import { ConfirmRows } from './confirm-rows.tsx';
import { countSites, filterSites, type SiteFilter } from './filter-sites.ts';
import { ConnectionMark, ReadyMark } from './site-marks.tsx';

/** With so few, the eye finds a hospital faster than a search box. */
const FEW = 8;

const STATES: { value: SiteFilter['state']; label: string }[] = [
  { value: 'all', label: 'All' },
  { value: 'connected', label: 'Connected' },
  { value: 'ready', label: 'Ready' },
  { value: 'offline', label: 'Offline' },
];

const columnsOf = (blocked: ReadonlySet<string>): Column<SiteView>[] => [
  { key: 'name', header: 'Hospital', cell: ({ name }) => name, sort: ({ name }) => name },
  {
    key: 'connected',
    header: 'Connection',
    nowrap: true,
    cell: ({ connected }) => <ConnectionMark connected={connected} />,
    sort: ({ connected }) => (connected ? 'a' : 'b'),
  },
  {
    key: 'ready',
    header: 'Ready',
    hint: 'It has data and its staff have agreed to the plan',
    nowrap: true,
    cell: ({ id, ready }) => <ReadyMark ready={ready} blocked={blocked.has(id)} />,
    sort: ({ id, ready }) => (ready ? 'a' : blocked.has(id) ? 'c' : 'b'),
  },
  {
    key: 'activity',
    header: 'Activity',
    nowrap: true,
    cell: ({ activity }) => activity,
    sort: ({ activity }) => activity,
  },
  {
    key: 'engine',
    header: 'Engine',
    hint: 'What trains in the hospital’s browser',
    nowrap: true,
    cell: ({ engine }) => engineWords(engine),
    sort: ({ engine }) => engine,
  },
  {
    key: 'trainRows',
    header: 'Training rows',
    numeric: true,
    cell: ({ trainRows }) => formatCount(trainRows),
    sort: ({ trainRows }) => trainRows,
  },
  {
    key: 'testRows',
    header: 'Test rows',
    numeric: true,
    cell: ({ testRows }) => formatCount(testRows),
    sort: ({ testRows }) => testRows,
  },
  {
    key: 'rowsConfirmed',
    header: 'Rows confirmed',
    hint: 'A hospital’s say in the model goes by its rows: until you confirm them it is held to a share',
    nowrap: true,
    cell: (site) => <ConfirmRows site={site} />,
    sort: ({ rowsConfirmed }) => (rowsConfirmed ? 'a' : 'b'),
  },
  {
    key: 'joinedAt',
    header: 'Joined',
    nowrap: true,
    cell: ({ joinedAt }) => <RelativeTime at={joinedAt} />,
    sort: ({ joinedAt }) => joinedAt,
  },
  {
    key: 'lastSeenAt',
    header: 'Last seen',
    nowrap: true,
    // What the store knows of one that is connected is when it came.
    cell: ({ connected, lastSeenAt }) => (connected ? 'connected now' : <RelativeTime at={lastSeenAt} />),
    sort: ({ connected, lastSeenAt }) => (connected ? '~' : lastSeenAt),
  },
];

function SiteList({ sites }: { sites: readonly SiteView[] }) {
  const [name, setName] = useState('');
  const [state, setState] = useState<SiteFilter['state']>('all');
  const sought = useDeferredValue(name);
  const shown = useMemo(() => filterSites(sites, { name: sought, state }), [sites, sought, state]);
  const counts = countSites(sites);
  const { data: checks } = useChecks();
  const columns = useMemo(() => {
    const verdicts = checks?.flatMap((study) => study.sites) ?? [];
    return columnsOf(
      new Set(verdicts.flatMap(({ siteId, verdict }) => (verdict === 'block' ? [siteId] : []))),
    );
  }, [checks]);
  return (
    <Paper p="lg">
      <Stack gap="md">
        <Group gap="md" align="flex-end">
          {sites.length > FEW && (
            <>
              <TextInput
                label="Find a hospital"
                leftSection={<IconSearch size={16} aria-hidden />}
                value={name}
                onChange={(event) => setName(event.currentTarget.value)}
                w={260}
              />
              <SegmentedControl
                aria-label="State"
                data={STATES}
                value={state}
                onChange={(value) => setState(STATES.find((one) => one.value === value)?.value ?? 'all')}
              />
            </>
          )}
          <Text size="sm" c="dimmed" role="status" pb={sites.length > FEW ? 8 : 0}>
            {counts.connected} of {formatMany(counts.all, 'hospital')} connected, {counts.ready} ready to
            train
          </Text>
        </Group>
        {shown.length === 0 ? (
          <Text c="dimmed">No hospital fits. Change the name or the state you look for.</Text>
        ) : (
          <DataTable
            label="Hospitals"
            columns={columns}
            rows={shown}
            rowKey={({ id }) => id}
            minWidth={1180}
          />
        )}
      </Stack>
    </Paper>
  );
}

/** The hospitals that have joined. */
export function SitesPage() {
  const query = useSites();
  return (
    <Page
      title="Sites"
      lead="The hospitals that have joined, and what each is doing. Their rows never leave them."
      size="xl"
    >
      <QueryView query={query} what="the hospitals" rows={5}>
        {(sites) =>
          sites.length === 0 ? (
            <EmptyState
              icon={<IconBuildingHospital aria-hidden />}
              title="No hospital has joined yet"
              action={
                <Button component={Link} to="/admin/invites">
                  Make an invite link
                </Button>
              }
            >
              Send an invite link to a hospital. It appears here as soon as its staff open the link and give
              the hospital a name.
            </EmptyState>
          ) : (
            <>
              <SiteList sites={sites} />
              <ChecksPanel />
            </>
          )
        }
      </QueryView>
    </Page>
  );
}
