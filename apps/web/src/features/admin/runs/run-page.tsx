/** One run: how it stands, its figures, its rounds, what was refused, what happened. */
import type { RunDetailView } from '@fedhealth/fl-core/protocol';
import { Anchor, Button, Group, Paper, Stack, Text, Title } from '@mantine/core';
import { IconMoodEmpty } from '@tabler/icons-react';
import { useMemo } from 'react';
import { Link, useParams } from 'react-router';
import { EmptyState } from '../../../components/empty-state.tsx';
import { Page } from '../../../components/page.tsx';
import { ProblemAlert } from '../../../components/problem-alert.tsx';
import { ApiError } from '../data/api-error.ts';
import { useEvents, useRun, useStudies } from '../data/queries.ts';
import { EventTable } from '../events/event-table.tsx';
import { refusals } from '../events/filter-events.ts';
import { ModelDownload } from '../models/model-download.tsx';
import { QueryView } from '../parts/query-view.tsx';
import { FiguresTable } from './figures/figures-table.tsx';
import { GlobalCharts } from './figures/global-charts.tsx';
import { SiteChart } from './figures/site-chart.tsx';
import { KeepModel } from './keep-model.tsx';
import { LiveSites } from './live/live-sites-table.tsx';
import { StateMachine } from './live/state-machine.tsx';
import { PauseRun } from './pause-run.tsx';
import { RefusedUpdates } from './rounds/refused-updates.tsx';
import { RoundTimeline } from './rounds/round-timeline.tsx';
import { UnusualUpdates } from './rounds/unusual-updates.tsx';
import { RunPageWaiting } from './run-page-waiting.tsx';
import { RunStanding } from './run-standing.tsx';
import { isOver } from './run-status.ts';
import { RunPlanDifferences } from './settings/run-plan-differences.tsx';
import { StopRun } from './stop-run.tsx';

const EVENTS = 500;

function Back() {
  return (
    <Button component={Link} to="/admin/runs" variant="default">
      Back to the list
    </Button>
  );
}

function Finished({ run }: { run: RunDetailView }) {
  if (run.status === 'failed') {
    return (
      <ProblemAlert
        title="The run failed"
        what={run.message ?? 'The coordinator gave no reason.'}
        kept="The figures of its finished rounds and every earlier model version."
        todo="See below which hospitals dropped out and what was refused; then start a new run."
      />
    );
  }
  if (run.modelVersion === null) return run.message && isOver(run.status) ? <Text>{run.message}</Text> : null;
  return (
    <Paper p="lg" component="section" aria-label="Model">
      <Group justify="space-between">
        <Text component="div">
          The newest version of this run’s model is{' '}
          <Anchor component={Link} to="/admin/models" fw={600}>
            Version {run.modelVersion}
          </Anchor>
          .
        </Text>
        <ModelDownload version={run.modelVersion} />
      </Group>
    </Paper>
  );
}

function RunEvents({ id }: { id: string }) {
  const query = useEvents({ run: id, limit: EVENTS });
  const refused = useMemo(() => refusals(query.data ?? []), [query.data]);
  return (
    <>
      <UnusualUpdates events={query.data ?? []} />
      <RefusedUpdates refused={refused} />
      <Paper component="section" aria-label="What happened" p="lg">
        <Stack gap="md">
          <Title order={2}>What happened</Title>
          <QueryView query={query} what="the events of this run" rows={4}>
            {(events) =>
              events.length === 0 ? (
                <Text c="dimmed">Nothing has been written down for this run yet.</Text>
              ) : (
                <EventTable events={events} label="What happened in this run" ofOneRun pageSize={20} />
              )
            }
          </QueryView>
        </Stack>
      </Paper>
    </>
  );
}

export function RunPage() {
  const { id = '' } = useParams();
  const query = useRun(id);
  const { data: studies } = useStudies();
  const { data: run, error } = query;

  if (!run && error instanceof ApiError && error.status === 404) {
    return (
      <Page title="There is no such run" size="xl">
        <EmptyState
          icon={<IconMoodEmpty aria-hidden />}
          title="This address leads to no run"
          action={<Back />}
        >
          It may have been typed wrongly, or the run belongs to another coordinator.
        </EmptyState>
      </Page>
    );
  }
  if (!run) {
    return error ? (
      <Page title="Run" size="xl" actions={<Back />}>
        <QueryView query={query} what="the run">
          {() => null}
        </QueryView>
      </Page>
    ) : (
      <RunPageWaiting />
    );
  }

  const study = studies?.find((view) => view.study.id === run.studyId)?.study.title ?? run.studyId;
  return (
    <Page
      title={`Run ${run.number}`}
      lead={`${study} (v${run.studyVersion})`}
      size="xl"
      actions={
        <>
          <Back />
          {!isOver(run.status) && <PauseRun run={run} />}
          {!isOver(run.status) && <StopRun id={run.id} />}
        </>
      }
    >
      <QueryView query={query} what="the run">
        {() => (
          <>
            <Finished run={run} />
            <RunStanding run={run} />
            <StateMachine run={run} />
            {!isOver(run.status) && <LiveSites run={run} />}
            <RunPlanDifferences run={run} />
            <GlobalCharts run={run} />
            <SiteChart run={run} />
            <KeepModel run={run} />
            <RoundTimeline rounds={run.roundList} />
            <FiguresTable run={run} />
            <RunEvents id={run.id} />
          </>
        )}
      </QueryView>
    </Page>
  );
}
