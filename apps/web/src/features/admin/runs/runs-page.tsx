import type { RunSummaryView } from '@fedhealth/fl-core/protocol';
import { Anchor, Paper } from '@mantine/core';
import { IconPlayerPlay } from '@tabler/icons-react';
import { useMemo } from 'react';
import { Link } from 'react-router';
import { EmptyState } from '../../../components/empty-state.tsx';
import { Page } from '../../../components/page.tsx';
import { RelativeTime } from '../../../components/relative-time.tsx';
import { StatusBadge } from '../../../components/status-badge.tsx';
import { formatCount, formatMetric, formatSeconds } from '../../../lib/format.ts';
import { useRuns, useStudies } from '../data/queries.ts';
import { type Column, DataTable } from '../parts/data-table.tsx';
import { QueryView } from '../parts/query-view.tsx';
import { RUN_STATUS, runHeadline } from './run-status.ts';
import { StartRun } from './start-run.tsx';

const took = ({ startedAt, finishedAt }: RunSummaryView): number | null =>
  finishedAt === null ? null : (Date.parse(finishedAt) - Date.parse(startedAt)) / 1000;

function RunTable({ runs }: { runs: readonly RunSummaryView[] }) {
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
  }, [studies]);
  return (
    <Paper p="lg">
      <DataTable label="Runs" columns={columns} rows={runs} rowKey={({ id }) => id} minWidth={1040} />
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
            <RunTable runs={runs} />
          )
        }
      </QueryView>
    </Page>
  );
}
