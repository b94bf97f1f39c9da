/** A file that lacks a column of the study: the hospital may let the administrator see why it does not take part. */
import { Button, Stack, Text } from '@mantine/core';
import { IconSend } from '@tabler/icons-react';
import { useEffect, useRef } from 'react';
import { join } from '../../store/site-actions.ts';
import { useSiteStore } from '../../store/site-store.ts';

export function TellAdministrator() {
  const { invite, name, pending, joinProblem } = useSiteStore();
  const answer = useRef<HTMLParagraphElement>(null);
  const told = joinProblem?.code === 'DATASET_UNFIT';
  useEffect(() => {
    // The button that was pressed is gone; the eye goes on at what came of it.
    if (told) answer.current?.focus();
  }, [told]);
  if (invite === null) return null;
  if (told) {
    return (
      <Text ref={answer} tabIndex={-1} style={{ outline: 'none', scrollMarginTop: 140 }}>
        <b>The administrator has been told:</b> {joinProblem.message}
      </Text>
    );
  }
  return (
    <Stack gap={6} align="flex-start">
      <Button
        size="xs"
        variant="default"
        leftSection={<IconSend size={15} aria-hidden />}
        loading={pending === 'join'}
        disabled={name.trim() === ''}
        onClick={() => void join(invite)}
      >
        Tell the administrator
      </Button>
      <Text size="sm" c="dimmed">
        Sends your hospital’s name, its number of rows, and for each column of the study whether your file has
        it, its unit, mean and spread. No row leaves.
      </Text>
      {joinProblem && <Text size="sm">{joinProblem.message}</Text>}
    </Stack>
  );
}
