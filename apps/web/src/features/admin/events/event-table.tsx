import type { EventView } from '@fedhealth/fl-core/protocol';
import { Anchor, Code, Group, Text } from '@mantine/core';
import { useMemo } from 'react';
import { Link } from 'react-router';
import { RelativeTime } from '../../../components/relative-time.tsx';
import { useRuns } from '../data/queries.ts';
import { type Column, DataTable } from '../parts/data-table.tsx';
import { LevelMark } from './level-mark.tsx';

interface EventTableProps {
  events: readonly EventView[];
  label: string;
  /** Leaves out the run, where all are of one. */
  ofOneRun?: boolean;
  pageSize?: number;
  maxHeight?: number;
}

function Where({ event, runs }: { event: EventView; runs: ReadonlyMap<string, number> | null }) {
  const number = event.runId === null ? undefined : runs?.get(event.runId);
  const round = event.round === null ? null : `round ${event.round}`;
  if (number === undefined || event.runId === null) return <>{round ?? '—'}</>;
  return (
    <>
      <Anchor component={Link} to={`/admin/runs/${encodeURIComponent(event.runId)}`} inherit>
        Run {number}
      </Anchor>
      {round && `, ${round}`}
    </>
  );
}

/** Events as they come: newest first. */
export function EventTable({ events, label, ofOneRun = false, pageSize, maxHeight }: EventTableProps) {
  const { data: runs } = useRuns();
  const numbers = useMemo(
    () => (ofOneRun ? null : new Map(runs?.map(({ id, number }) => [id, number]))),
    [runs, ofOneRun],
  );
  const columns = useMemo(
    (): Column<EventView>[] => [
      { key: 'at', header: 'When', nowrap: true, quiet: true, cell: ({ at }) => <RelativeTime at={at} /> },
      { key: 'level', header: 'Level', nowrap: true, cell: ({ level }) => <LevelMark level={level} /> },
      {
        key: 'message',
        header: 'What happened',
        cell: ({ message, code }) => (
          <Group gap="xs">
            <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
              {message}
            </Text>
            {code && <Code>{code}</Code>}
          </Group>
        ),
      },
      {
        key: 'where',
        header: ofOneRun ? 'Round' : 'Where',
        nowrap: true,
        cell: (event) => (ofOneRun ? (event.round ?? '—') : <Where event={event} runs={numbers} />),
      },
    ],
    [numbers, ofOneRun],
  );
  return (
    <DataTable
      label={label}
      columns={columns}
      rows={events}
      rowKey={({ id }) => id}
      minWidth={640}
      {...(pageSize === undefined ? {} : { pageSize })}
      {...(maxHeight === undefined ? {} : { maxHeight })}
    />
  );
}
