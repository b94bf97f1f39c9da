/** Where a run stands: its state, how far it is, its newest figures. */
import type { RunDetailView } from '@fedhealth/fl-core/protocol';
import { Group, Paper, Progress, SimpleGrid, Stack, Text } from '@mantine/core';
import { RelativeTime } from '../../../components/relative-time.tsx';
import { StatTile } from '../../../components/stat-tile.tsx';
import { StatusBadge } from '../../../components/status-badge.tsx';
import { formatCount, formatMany, formatMetric, formatSeconds, formatShare } from '../../../lib/format.ts';
import { answeredShare, newestFigures } from './rounds/round-figures.ts';
import { isOver, RUN_STATUS, runHeadline, runProgress } from './run-status.ts';

const COLOURS = {
  good: 'green',
  bad: 'red',
  warning: 'yellow',
  working: 'tide',
  waiting: 'gray',
  paused: 'gray',
};

export function RunProgress({ run }: { run: RunDetailView }) {
  const { tone, words } = RUN_STATUS[run.status];
  const took = run.finishedAt ? (Date.parse(run.finishedAt) - Date.parse(run.startedAt)) / 1000 : null;
  return (
    <Stack gap="sm">
      <Group gap="md">
        <StatusBadge tone={tone}>{words}</StatusBadge>
        <Text fw={600}>{runHeadline(run)}</Text>
        <Text size="sm" c="dimmed" component="div">
          started <RelativeTime at={run.startedAt} />
          {took !== null && `, took ${formatSeconds(took)}`}
        </Text>
      </Group>
      <Progress
        value={100 * runProgress(run, answeredShare(run))}
        color={COLOURS[tone]}
        size="lg"
        animated={tone === 'working'}
        aria-label="Progress of the run"
      />
      {run.message && !isOver(run.status) && <Text size="sm">{run.message}</Text>}
    </Stack>
  );
}

function RunTiles({ run }: { run: RunDetailView }) {
  const newest = newestFigures(run);
  const rows =
    newest?.source === 'combined' ? 'on the hospitals’ test rows' : 'on the coordinator’s validation rows';
  const note = newest
    ? `${rows}, ${newest.round === 0 ? 'before training' : `after round ${newest.round}`}`
    : 'comes with the first round';
  return (
    <SimpleGrid cols={{ base: 2, md: 4 }} spacing="lg">
      <StatTile label="AUC" value={formatMetric(newest?.metrics.auc)} note={note} />
      <StatTile label="Accuracy" value={formatShare(newest?.metrics.accuracy)} note={note} />
      <StatTile label="Log-loss" value={formatMetric(newest?.metrics.logLoss)} note={note} />
      <StatTile
        label="Hospitals in the run"
        value={formatCount(run.sites)}
        note={`${run.plan.sites ? `${formatCount(run.plan.sites.length)} chosen; ` : ''}needs at least ${formatCount(run.plan.minSites)}; a round lasts ${formatSeconds(run.plan.roundTimeoutSeconds)} at most`}
      />
    </SimpleGrid>
  );
}

export function RunStanding({ run }: { run: RunDetailView }) {
  return (
    <Stack gap="lg">
      <Paper p="lg" component="section" aria-label="Progress">
        <RunProgress run={run} />
      </Paper>
      <RunTiles run={run} />
      {run.status === 'recruiting' && (
        <Text c="dimmed">
          {run.round === 0
            ? `The run begins as soon as ${formatMany(run.plan.minSites, 'hospital has', 'hospitals have')} chosen a file and pressed Join. You can leave this page: nothing depends on it.`
            : 'The run goes on by itself as soon as enough hospitals are connected.'}
        </Text>
      )}
    </Stack>
  );
}
