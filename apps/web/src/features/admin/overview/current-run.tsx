import { Button, Group, Paper, Stack, Text, Title } from '@mantine/core';
import { IconArrowRight } from '@tabler/icons-react';
import { Link } from 'react-router';
import { formatMetric, formatShare } from '../../../lib/format.ts';
import { useRun } from '../data/queries.ts';
import { QueryView } from '../parts/query-view.tsx';
import { newestFigures } from '../runs/rounds/round-figures.ts';
import { RunProgress } from '../runs/run-standing.tsx';
import { isOver } from '../runs/run-status.ts';

function Figure({ label, value }: { label: string; value: string }) {
  return (
    <div>
      <Text size="sm" c="dimmed" component="dt">
        {label}
      </Text>
      <Text fz={22} fw={600} className="figures" component="dd" m={0}>
        {value}
      </Text>
    </div>
  );
}

/** The run that goes on, or the last one: its progress and newest figures. */
export function CurrentRun({ id }: { id: string }) {
  const query = useRun(id);
  return (
    <QueryView query={query} what="the newest run" rows={3}>
      {(run) => {
        const newest = newestFigures(run);
        const rows = newest?.source === 'combined' ? 'the hospitals’ test rows' : 'the validation rows';
        return (
          <Paper p="lg" component="section" aria-label={`Run ${run.number}`}>
            <Stack gap="lg">
              <Group justify="space-between">
                <Title order={2}>
                  {isOver(run.status) ? 'Last run' : 'Current run'}: Run {run.number}
                </Title>
                <Button
                  component={Link}
                  to={`/admin/runs/${encodeURIComponent(run.id)}`}
                  variant="light"
                  size="xs"
                  rightSection={<IconArrowRight size={15} aria-hidden />}
                >
                  Open run {run.number}
                </Button>
              </Group>
              <RunProgress run={run} />
              {newest ? (
                <Stack gap={6}>
                  <Group gap={48} component="dl" m={0}>
                    <Figure label="AUC" value={formatMetric(newest.metrics.auc)} />
                    <Figure label="Accuracy" value={formatShare(newest.metrics.accuracy)} />
                    <Figure label="Recall" value={formatShare(newest.metrics.recall)} />
                    <Figure label="Log-loss" value={formatMetric(newest.metrics.logLoss)} />
                  </Group>
                  <Text size="sm" c="dimmed">
                    On {rows}, {newest.round === 0 ? 'before training' : `after round ${newest.round}`}.
                  </Text>
                </Stack>
              ) : (
                <Text c="dimmed">The first figures come when the first round is through.</Text>
              )}
            </Stack>
          </Paper>
        );
      }}
    </QueryView>
  );
}
