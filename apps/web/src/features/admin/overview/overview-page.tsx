import { Anchor, Group, Paper, SimpleGrid, Stack, Text, Title } from '@mantine/core';
import { Link } from 'react-router';
import { Page } from '../../../components/page.tsx';
import { StatTile } from '../../../components/stat-tile.tsx';
import { formatCount, formatMany, formatMetric } from '../../../lib/format.ts';
import { useEvents, useInvites, useModels, useRuns, useSites, useStudies } from '../data/queries.ts';
import { EventTable } from '../events/event-table.tsx';
import { QueryView } from '../parts/query-view.tsx';
import { isOver } from '../runs/run-status.ts';
import { countSites } from '../sites/filter-sites.ts';
import { CurrentRun } from './current-run.tsx';
import { nextStep } from './next-step.ts';
import { NextStepCard } from './next-step-card.tsx';

const LATEST = 8;
/** More runs at once than these are looked at in their list. */
const MOST_RUNS = 3;

function Hospitals() {
  const { data: sites } = useSites();
  if (!sites) return <StatTile label="Hospitals connected" value="—" />;
  const { all, connected, ready } = countSites(sites);
  return (
    <StatTile
      label="Hospitals connected"
      value={`${formatCount(connected)} of ${formatCount(all)}`}
      note={all === 0 ? 'none has joined yet' : `${formatCount(ready)} ready to train`}
    />
  );
}

function Tiles() {
  const { data: studies } = useStudies();
  const { data: runs } = useRuns();
  const { data: models } = useModels();
  const [first] = studies ?? [];
  const going = runs?.filter(({ status }) => !isOver(status)).length;
  const [model] = models ?? [];
  const metrics = model && (model.metrics.validation ?? model.metrics.combined);
  const several = studies && studies.length > 1;
  return (
    <SimpleGrid cols={{ base: 2, md: 4 }} spacing="lg">
      <StatTile
        label={several ? 'Studies' : 'Study'}
        value={
          <Text fz={several ? 26 : 17} fw={600} lh={1.3} span display="block">
            {several ? studies.length : (first?.study.title ?? '—')}
          </Text>
        }
        note={
          first && !several
            ? `v${first.study.version}, ${formatMany(first.study.features.length, 'feature')}`
            : undefined
        }
      />
      <Hospitals />
      <StatTile
        label="Runs so far"
        value={formatCount(runs?.length)}
        note={going === undefined ? undefined : going === 0 ? 'none is under way' : `${going} under way`}
      />
      <StatTile
        label="Newest model"
        value={model ? `Version ${model.version}` : '—'}
        note={model ? `AUC ${formatMetric(metrics?.auc)}` : 'a completed run makes one'}
      />
    </SimpleGrid>
  );
}

function Next() {
  const { data: sites } = useSites();
  const { data: runs } = useRuns();
  const { data: invites } = useInvites();
  const { data: models } = useModels();
  const { data: studies } = useStudies();
  if (!sites || !runs || !invites || !models) return null;
  return <NextStepCard step={nextStep({ sites, runs, invites, models })} studies={studies ?? []} />;
}

function LatestEvents() {
  const query = useEvents({ limit: LATEST });
  return (
    <Paper p="lg" component="section" aria-label="Latest">
      <Stack gap="md">
        <Group justify="space-between">
          <Title order={2}>What happened last</Title>
          <Anchor component={Link} to="/admin/events" size="sm">
            See everything
          </Anchor>
        </Group>
        <QueryView query={query} what="the latest events" rows={4}>
          {(events) =>
            events.length === 0 ? (
              <Text c="dimmed">Nothing yet. What hospitals, runs and people do is written down here.</Text>
            ) : (
              <EventTable events={events.slice(0, LATEST)} label="What happened last" />
            )
          }
        </QueryView>
      </Stack>
    </Paper>
  );
}

/** How the study stands, and what to do next. */
export function OverviewPage() {
  const runs = useRuns();
  const going = runs.data?.filter(({ status }) => !isOver(status)) ?? [];
  const shown = going.length > 0 ? going.slice(0, MOST_RUNS) : (runs.data?.slice(0, 1) ?? []);
  return (
    <Page title="Overview" lead="How the study stands, and what to do next." size="xl">
      <QueryView query={runs} what="the state of the study" rows={5}>
        {() => (
          <Stack gap="lg">
            <Tiles />
            <Next />
            {shown.map(({ id }) => (
              <CurrentRun key={id} id={id} />
            ))}
            {going.length > shown.length && (
              <Text size="sm" c="dimmed">
                {formatMany(going.length - shown.length, 'more run is', 'more runs are')} under way:{' '}
                <Anchor component={Link} to="/admin/runs" inherit underline="always">
                  see all runs
                </Anchor>
                .
              </Text>
            )}
            <LatestEvents />
          </Stack>
        )}
      </QueryView>
    </Page>
  );
}
