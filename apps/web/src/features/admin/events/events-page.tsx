import { Button, Group, Paper, SegmentedControl, Stack, Text, TextInput } from '@mantine/core';
import { IconHistory, IconSearch } from '@tabler/icons-react';
import { useDeferredValue, useMemo, useState } from 'react';
import { EmptyState } from '../../../components/empty-state.tsx';
import { Page } from '../../../components/page.tsx';
import { formatMany } from '../../../lib/format.ts';
import { useEvents } from '../data/queries.ts';
import { QueryView } from '../parts/query-view.tsx';
import { EventTable } from './event-table.tsx';
import { type EventFilter, filterEvents } from './filter-events.ts';

const STEP = 300;
/** The coordinator hands out no more at a time. */
const MOST = 1000;
const LEVELS: { value: EventFilter['level']; label: string }[] = [
  { value: 'all', label: 'All' },
  { value: 'info', label: 'Info' },
  { value: 'warning', label: 'Warnings' },
  { value: 'error', label: 'Errors' },
];

/** What has happened, newest first. */
export function EventsPage() {
  const [limit, setLimit] = useState(STEP);
  const [level, setLevel] = useState<EventFilter['level']>('all');
  const [text, setText] = useState('');
  const sought = useDeferredValue(text);
  const query = useEvents({ limit });
  const shown = useMemo(
    () => filterEvents(query.data ?? [], { level, text: sought }),
    [query.data, level, sought],
  );

  return (
    <Page title="Events" lead="What hospitals, runs and people did, newest first." size="xl">
      <QueryView query={query} what="the events" rows={8}>
        {(events) =>
          events.length === 0 ? (
            <EmptyState icon={<IconHistory aria-hidden />} title="Nothing has happened yet">
              Events are written down here as hospitals join, runs go on and updates are accepted or refused.
            </EmptyState>
          ) : (
            <Paper p="lg">
              <Stack gap="md">
                <Group gap="md" align="flex-end">
                  <TextInput
                    label="Find in the list"
                    placeholder="Hospital, code, round …"
                    leftSection={<IconSearch size={16} aria-hidden />}
                    value={text}
                    onChange={(event) => setText(event.currentTarget.value)}
                    w={280}
                  />
                  <SegmentedControl
                    aria-label="Level"
                    data={LEVELS}
                    value={level}
                    onChange={(value) => setLevel(LEVELS.find((one) => one.value === value)?.value ?? 'all')}
                  />
                  <Text size="sm" c="dimmed" role="status" pb={8}>
                    {shown.length === events.length
                      ? formatMany(events.length, 'entry', 'entries')
                      : `${shown.length} of ${formatMany(events.length, 'entry', 'entries')}`}
                  </Text>
                </Group>
                {shown.length === 0 ? (
                  <Text c="dimmed">
                    None of the entries loaded fits. Choose another level, or look for other words.
                  </Text>
                ) : (
                  <EventTable events={shown} label="Events" />
                )}
                {events.length >= limit && limit < MOST && (
                  <Button
                    variant="default"
                    size="xs"
                    loading={query.isFetching}
                    onClick={() => setLimit(Math.min(MOST, limit + STEP))}
                    style={{ alignSelf: 'start' }}
                  >
                    Load older entries
                  </Button>
                )}
              </Stack>
            </Paper>
          )
        }
      </QueryView>
    </Page>
  );
}
