/** The run as it happens at this hospital. */
import { Button, Group, Progress, SimpleGrid, Stack, Text } from '@mantine/core';
import { IconLogout2, IconPlayerPause, IconPlayerPlay } from '@tabler/icons-react';
import { useDeferredValue, useEffect, useMemo } from 'react';
import { roundChart } from '../../components/round-chart-on-demand.tsx';
import { StatTile } from '../../components/stat-tile.tsx';
import { StatusBadge } from '../../components/status-badge.tsx';
import { engineWords } from '../../lib/engine-words.ts';
import { formatCount, formatMetric, formatShare } from '../../lib/format.ts';
import { useUnchanged } from '../../lib/use-unchanged.ts';
import { showsPastRun } from '../../store/participation-slice.ts';
import { leave, setPaused } from '../../store/site-actions.ts';
import { useSiteStore } from '../../store/site-store.ts';
import { EnginePanel } from './engine-panel.tsx';
import { LiveProblem } from './live-problem.tsx';
import { OwnRulesNotices } from './own-rules-notices.tsx';
import { RoundCurves } from './round-curves.tsx';
import { roundSeries } from './round-series.ts';
import { CONNECTION_WORDS, roundText, runDone, runWords } from './run-words.ts';

export function LiveStep() {
  const snapshot = useSiteStore((state) => state.snapshot);
  const past = useSiteStore(showsPastRun);
  const leaving = useSiteStore((state) => state.pending === 'leave');
  const { run, history, activity, connection, problem, paused = false } = snapshot;
  const series = useMemo(() => (past ? [] : roundSeries({ history, run })), [past, history, run]);
  // Charts are dear to draw: only when a figure changed, and after everything else.
  const points = useDeferredValue(useUnchanged(series));
  const words = runWords({ ...snapshot, past });
  const link = CONNECTION_WORDS[connection];
  /** What was refused here is told by itself. */
  const refused = snapshot.refusals?.at(-1)?.code === problem?.code;
  const newest = history.at(-1)?.metrics ?? null;
  const progress = activity.kind === 'training' ? activity.progress : null;
  useEffect(() => {
    // While the connection is there: it may be gone when the first round is drawn.
    roundChart.fetch().catch(() => undefined);
  }, []);

  return (
    <Stack gap="xl">
      <Stack gap="md">
        <Group justify="space-between" align="flex-start">
          <Group gap="sm">
            <Text fz={26} fw={600} lh={1.2} aria-live="polite" className="figures">
              {roundText({ run, past }) ?? 'Before the first round'}
            </Text>
            <StatusBadge tone={words.tone}>{words.state}</StatusBadge>
            <StatusBadge tone={link.tone}>{link.state}</StatusBadge>
          </Group>
          <Group gap="sm">
            <Button
              variant="default"
              leftSection={
                paused ? <IconPlayerPlay size={18} aria-hidden /> : <IconPlayerPause size={18} aria-hidden />
              }
              onClick={() => void setPaused(!paused)}
            >
              {paused ? 'Go on' : 'Pause here'}
            </Button>
            <Button
              variant="default"
              leftSection={<IconLogout2 size={18} aria-hidden />}
              loading={leaving}
              onClick={() => void leave()}
            >
              Leave the study
            </Button>
          </Group>
        </Group>
        <Text maw={720} role={connection === 'online' ? undefined : 'status'}>
          {connection === 'online' ? words.text : link.text}
        </Text>
        <Progress
          value={runDone({ run, activity, past }) * 100}
          size="lg"
          radius="xl"
          aria-label="Progress of the run"
        />
        <Text size="sm" c="dimmed" className="figures" mih={22}>
          {progress &&
            `Pass ${formatCount(progress.epoch)} of ${formatCount(progress.epochs)} over your training rows, ${formatShare(progress.done, 0)} of this round done, loss ${formatMetric(progress.loss)}`}
          {activity.kind === 'comparing' && `Comparison: ${formatShare(activity.done, 0)} done`}
        </Text>
      </Stack>
      <OwnRulesNotices />
      <LiveProblem problem={refused ? null : problem} connection={connection} />
      <SimpleGrid cols={{ base: 2, md: 4 }} spacing="md">
        <StatTile
          label="Hospitals in"
          value={formatCount(run?.sites)}
          note="with yours; only the count is known"
        />
        <StatTile label="AUC here" value={formatMetric(newest?.auc)} note="shared model, your test rows" />
        <StatTile
          label="Loss here"
          value={formatMetric(newest?.logLoss)}
          note="shared model, your test rows"
        />
        <StatTile
          label="Trains with"
          value={
            <Text inherit fz={16} py={5} lh={1.35}>
              {engineWords(snapshot.engine)}
            </Text>
          }
          note="on this computer"
        />
      </SimpleGrid>
      <RoundCurves points={points} />
      <EnginePanel />
    </Stack>
  );
}
