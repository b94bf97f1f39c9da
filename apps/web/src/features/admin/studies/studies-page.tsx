import type { StudyView } from '@fedhealth/fl-core/protocol';
import { Anchor, Button, Paper, Stack, Text } from '@mantine/core';
import { IconPlus, IconReportMedical } from '@tabler/icons-react';
import { Link } from 'react-router';
import { EmptyState } from '../../../components/empty-state.tsx';
import { Page } from '../../../components/page.tsx';
import { RelativeTime } from '../../../components/relative-time.tsx';
import { formatCount } from '../../../lib/format.ts';
import { useStudies } from '../data/queries.ts';
import { useStudy } from '../data/studies.ts';
import { type Column, DataTable } from '../parts/data-table.tsx';
import { QueryView } from '../parts/query-view.tsx';

const pathOf = (id: string) => `/admin/studies/${encodeURIComponent(id)}`;

/** The newest version and when it was made; how many there are. */
function Versions({ id, newest }: { id: string; newest: number }) {
  const { data } = useStudy(id);
  const [first, ...older] = data?.versions ?? [];
  return (
    <Stack gap={2}>
      <Text inherit>
        Version {newest}
        {older.length > 0 && `, ${formatCount(older.length)} older`}
      </Text>
      {first && (
        <Text size="xs" c="dimmed" component="div">
          saved <RelativeTime at={first.createdAt} />
        </Text>
      )}
    </Stack>
  );
}

const COLUMNS: readonly Column<StudyView>[] = [
  {
    key: 'title',
    header: 'Study',
    cell: ({ study }) => (
      <Stack gap={2}>
        <Anchor component={Link} to={pathOf(study.id)} fw={600}>
          {study.title}
        </Anchor>
        <Text size="xs" c="dimmed" fw={400}>
          {study.id}
        </Text>
      </Stack>
    ),
    sort: ({ study }) => study.title,
  },
  {
    key: 'versions',
    header: 'Versions',
    nowrap: true,
    cell: ({ study }) => <Versions id={study.id} newest={study.version} />,
  },
  {
    key: 'label',
    header: 'Learns',
    cell: ({ study }) => `${study.label.column} = ${study.label.positive}`,
  },
  {
    key: 'features',
    header: 'Features',
    numeric: true,
    cell: ({ study }) => formatCount(study.features.length),
    sort: ({ study }) => study.features.length,
  },
  {
    key: 'sites',
    header: 'Hospitals',
    numeric: true,
    cell: ({ sites }) => formatCount(sites),
    sort: ({ sites }) => sites,
  },
  {
    key: 'runs',
    header: 'Runs',
    numeric: true,
    cell: ({ runs }) => formatCount(runs),
    sort: ({ runs }) => runs,
  },
];

/** What is learned here: every study, in its newest version. */
export function StudiesPage() {
  const query = useStudies();
  const create = (
    <Button component={Link} to="/admin/studies/new" leftSection={<IconPlus size={16} aria-hidden />}>
      New study
    </Button>
  );
  return (
    <Page
      title="Studies"
      lead="What is learned, from which columns, how. A version that a run has used never changes; a change makes the next one."
      size="xl"
      actions={create}
    >
      <QueryView query={query} what="the studies" rows={4}>
        {(studies) =>
          studies.length === 0 ? (
            <EmptyState
              icon={<IconReportMedical aria-hidden />}
              title="There is no study yet"
              action={create}
            >
              Make one from a sample CSV file, from a JSON file or from the default.
            </EmptyState>
          ) : (
            <Paper p="lg">
              <DataTable label="Studies" columns={COLUMNS} rows={studies} rowKey={({ study }) => study.id} />
            </Paper>
          )
        }
      </QueryView>
    </Page>
  );
}
