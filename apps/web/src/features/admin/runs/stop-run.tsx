import { Button, Group, Stack, Text } from '@mantine/core';
import { IconPlayerStop } from '@tabler/icons-react';
import { useState } from 'react';
import { ProblemAlert } from '../../../components/problem-alert.tsx';
import { useSteerRun } from '../data/mutations.ts';
import { Dialog } from '../parts/dialog.tsx';

/** Stops a run, after a question. */
export function StopRun({ id }: { id: string }) {
  const [asking, setAsking] = useState(false);
  const { mutate: stop, isPending, error, reset } = useSteerRun(id);
  const close = () => {
    setAsking(false);
    reset();
  };
  return (
    <>
      <Button
        variant="light"
        color="red"
        leftSection={<IconPlayerStop size={16} aria-hidden />}
        onClick={() => setAsking(true)}
      >
        Stop the run
      </Button>
      <Dialog opened={asking} onClose={close} title="Stop this run?">
        <Stack gap="lg">
          <Text>
            The hospitals are told to stop training. Finished rounds, their figures and every model version
            are kept; the round under way is dropped. A stopped run cannot go on, but you can start a new one.
          </Text>
          {error && (
            <ProblemAlert
              title="The run was not stopped"
              what={error.message}
              kept="The run goes on as before."
              todo="Try again in a moment."
            />
          )}
          <Group justify="flex-end">
            <Button variant="default" onClick={close} data-autofocus>
              Keep it going
            </Button>
            <Button color="red.9" loading={isPending} onClick={() => stop('stop', { onSuccess: close })}>
              Stop now
            </Button>
          </Group>
        </Stack>
      </Dialog>
    </>
  );
}
