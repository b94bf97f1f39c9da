import type { RunDetailView } from '@fedhealth/fl-core/protocol';
import { Button, Popover, Stack, Text } from '@mantine/core';
import { IconPlayerPause, IconPlayerPlay } from '@tabler/icons-react';
import { useSteerRun } from '../data/mutations.ts';

/** Holds a run where it is, and lets it go on. What is in the way is told at the button. */
export function PauseRun({ run }: { run: Pick<RunDetailView, 'id' | 'status'> }) {
  const { mutate: steer, isPending, error, reset } = useSteerRun(run.id);
  const paused = run.status === 'paused';
  const Icon = paused ? IconPlayerPlay : IconPlayerPause;
  return (
    <Popover opened={error !== null} onChange={(open) => !open && reset()} withArrow width={320}>
      <Popover.Target>
        <Button
          variant={paused ? 'filled' : 'default'}
          leftSection={<Icon size={16} aria-hidden />}
          loading={isPending}
          onClick={() => steer(paused ? 'resume' : 'pause')}
        >
          {paused ? 'Go on' : 'Pause the run'}
        </Button>
      </Popover.Target>
      <Popover.Dropdown>
        <Stack gap={4} role="alert">
          <Text size="sm" fw={600}>
            {paused ? 'The run does not go on yet' : 'The run was not paused'}
          </Text>
          <Text size="sm">{error?.message}</Text>
        </Stack>
      </Popover.Dropdown>
    </Popover>
  );
}
