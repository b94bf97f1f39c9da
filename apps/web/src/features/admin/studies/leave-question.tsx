import { Button, Group, Stack, Text } from '@mantine/core';
import { type RefObject, useEffect } from 'react';
import { useBlocker } from 'react-router';
import { Dialog } from '../parts/dialog.tsx';

interface LeaveQuestionProps {
  /** There is something to lose. */
  changed: boolean;
  /** Set when the page goes on by itself, after saving. */
  leaving: RefObject<boolean>;
}

/** Asks before a form that has not been saved is left. */
export function LeaveQuestion({ changed, leaving }: LeaveQuestionProps) {
  useEffect(() => {
    if (!changed) return;
    const warn = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener('beforeunload', warn);
    return () => window.removeEventListener('beforeunload', warn);
  }, [changed]);
  const blocker = useBlocker(
    ({ currentLocation, nextLocation }) =>
      changed &&
      !leaving.current &&
      currentLocation.pathname + currentLocation.search !== nextLocation.pathname + nextLocation.search,
  );
  return (
    <Dialog
      opened={blocker.state === 'blocked'}
      onClose={() => blocker.reset?.()}
      title="Leave without saving?"
    >
      <Stack gap="lg">
        <Text>What you changed in this study has not been saved and would be lost.</Text>
        <Group justify="flex-end">
          <Button variant="default" onClick={() => blocker.reset?.()} data-autofocus>
            Stay
          </Button>
          <Button color="red.9" onClick={() => blocker.proceed?.()}>
            Leave without saving
          </Button>
        </Group>
      </Stack>
    </Dialog>
  );
}
