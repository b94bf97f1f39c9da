import type { RunSummaryView } from '@fedhealth/fl-core/protocol';
import { Anchor, Button, Checkbox, Group, NativeSelect, Paper, Stack, Text } from '@mantine/core';
import { IconGitCompare, IconPlayerPlay } from '@tabler/icons-react';
import { useCallback, useMemo, useState } from 'react';
import { Link, useNavigate } from 'react-router';
import { EmptyState } from '../../../components/empty-state.tsx';
import { Page } from '../../../components/page.tsx';
import { RelativeTime } from '../../../components/relative-time.tsx';
import { StatusBadge } from '../../../components/status-badge.tsx';
import { formatCount, formatMetric, formatSeconds } from '../../../lib/format.ts';
import { useRuns, useStudies } from '../data/queries.ts';
import { type Column, DataTable } from '../parts/data-table.tsx';
import { QueryView } from '../parts/query-view.tsx';
import { MOST_RUNS } from './compare/compared-curves.ts';
import { filterRuns, type RunFilter } from './filter-runs.ts';
import { StartRun } from './new/start-run.tsx';
import { RUN_STATUS, runHeadline } from './run-status.ts';

const took = ({ startedAt, finishedAt }: RunSummaryView): number | null =>
  finishedAt === null ? null : (Date.parse(finishedAt) - Date.parse(startedAt)) / 1000;

interface RunTableProps {
  runs: readonly RunSummaryView[];
  chosen: readonly string[];
  onChoose: (id: string) => void;
}

function RunTable({ runs, chosen, onChoose }: RunTableProps) {
  const { data: studies } = useStudies();
  const columns = useMemo((): Column<RunSummaryView>[] => {
    const titles = new Map(studies?.map(({ study }) => [study.id, study.title]));
    return [
      {
        key: 'run',
        header: 'Run',
        nowrap: true,
        sort: ({ number }) => number,
        cell: ({ id, number }) => (
          <Anchor component={Link} to={`/admin/runs/${encodeURIComponent(id)}`} inherit fw={600}>
            Run {number}
          </Anchor>
        ),
      },
      {
        key: 'compare',
        header: 'Compare',
        cell: ({ id, number }) => (
          <Checkbox
            aria-label={`Compare run ${number}`}
            checked={chosen.includes(id)}
            disabled={!chosen.includes(id) && chosen.length >= MOST_RUNS}
            onChange={() => onChoose(id)}
          />
        ),
      },
      {
        key: 'status',
        header: 'State',
        nowrap: true,
        sort: ({ status }) => status,
        cell: ({ status }) => (
          <StatusBadge tone={RUN_STATUS[status].tone}>{RUN_STATUS[status].words}</StatusBadge>
        ),
      },
      { key: 'round', header: 'Progress', nowrap: true, cell: runHeadline, sort: ({ round }) => round },
      {
        key: 'sites',
        header: 'Hospitals',
        numeric: true,
        cell: ({ sites }) => formatCount(sites),
        sort: ({ sites }) => sites,
      },
      {
        key: 'auc',
        header: 'AUC',
        hint: 'The newest, on the validation rows or else on the hospitals’ test rows',
        numeric: true,
        cell: ({ auc }) => formatMetric(auc),
        sort: ({ auc }) => auc,
      },
      {
        key: 'model',
        header: 'Model',
        nowrap: true,
        cell: ({ modelVersion }) => (modelVersion === null ? '—' : `Version ${modelVersion}`),
        sort: ({ modelVersion }) => modelVersion,
      },
      {
        key: 'study',
        header: 'Study',
        cell: ({ studyId, studyVersion }) => `${titles.get(studyId) ?? studyId} (v${studyVersion})`,
      },
      {
        key: 'started',
        header: 'Started',
        nowrap: true,
        cell: ({ startedAt }) => <RelativeTime at={startedAt} />,
        sort: ({ startedAt }) => startedAt,
      },
      {
        key: 'took',
        header: 'Took',
        numeric: true,
        nowrap: true,
        cell: (run) => formatSeconds(took(run)),
        sort: took,
      },
    ];
  }, [studies, chosen, onChoose]);
  return <DataTable label="Runs" columns={columns} rows={runs} rowKey={({ id }) => id} minWidth={1080} />;
}

const STATES: readonly { value: RunFilter['state']; label: string }[] = [
  { value: 'all', label: 'In any state' },
  { value: 'going', label: 'Going on' },
  { value: 'completed', label: 'Completed' },
  { value: 'stopped', label: 'Failed or stopped' },
];

/** The runs that are sought, and the way to lay some of them over each other. */
function RunList({ runs }: { runs: readonly RunSummaryView[] }) {
  const { data: studies } = useStudies();
  const [filter, setFilter] = useState<RunFilter>({ study: '', state: 'all' });
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const navigate = useNavigate();
  const shown = useMemo(() => filterRuns(runs, filter), [runs, filter]);
  const choose = useCallback(
    (id: string) =>
      setChosen((now) => (now.includes(id) ? now.filter((other) => other !== id) : [...now, id])),
    [],
  );
  const compare = () => {
    const query = new URLSearchParams(chosen.map((id) => ['run', id]));
    void navigate(`/admin/runs/compare?${query}`);
  };
  return (
    <Paper p="lg">
      <Stack gap="md">
        <Group gap="md" align="flex-end" justify="space-between">
          <Group gap="md" align="flex-end">
            <NativeSelect
              label="Study"
              data={[
                { value: '', label: 'Any study' },
                ...(studies ?? []).map(({ study }) => ({ value: study.id, label: study.title })),
              ]}
              value={filter.study}
              onChange={({ currentTarget }) => setFilter({ ...filter, study: currentTarget.value })}
            />
            <NativeSelect
              label="State"
              data={[...STATES]}
              value={filter.state}
              onChange={({ currentTarget }) =>
                setFilter({
                  ...filter,
                  state: STATES.find(({ value }) => value === currentTarget.value)?.value ?? 'all',
                })
              }
            />
          </Group>
          <Group gap="md">
            <Text size="sm" c="dimmed" role="status">
              {chosen.length < 2
                ? `Tick two to ${MOST_RUNS} runs to compare them.`
                : `${chosen.length} runs are ticked.`}
            </Text>
            <Button
              variant="default"
              leftSection={<IconGitCompare size={16} aria-hidden />}
              disabled={chosen.length < 2}
              onClick={compare}
            >
              Compare
            </Button>
          </Group>
        </Group>
        {shown.length === 0 ? (
          <Text c="dimmed">No run fits. Choose another study or state above.</Text>
        ) : (
          <RunTable runs={shown} chosen={chosen} onChoose={choose} />
        )}
      </Stack>
    </Paper>
  );
}

/** Every run, newest first, and the way to start another. */
export function RunsPage() {
  const query = useRuns();
  return (
    <Page
      title="Runs"
      lead="Each run trains one model: round by round the hospitals learn, and their updates are combined."
      size="xl"
      actions={<StartRun />}
    >
      <QueryView query={query} what="the runs" rows={5}>
        {(runs) =>
          runs.length === 0 ? (
            <EmptyState icon={<IconPlayerPlay aria-hidden />} title="No run has been started yet">
              Press “Start a run” above. You may do so before every hospital is there: the run waits until
              enough of them are ready, and begins by itself.
            </EmptyState>
          ) : (
            <RunList runs={runs} />
          )
        }
      </QueryView>
    </Page>
  );
}
