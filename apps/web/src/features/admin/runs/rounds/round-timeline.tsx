import type { RoundView } from '@fedhealth/fl-core/protocol';
import { Button, Paper, Stack, Text, Title } from '@mantine/core';
import { useMemo, useState } from 'react';
import { RoundRow } from './round-row.tsx';
import classes from './rounds.module.css';

const STEP = 20;

/** Every attempt of every round, newest first. */
export function RoundTimeline({ rounds }: { rounds: readonly RoundView[] }) {
  const [shown, setShown] = useState(STEP);
  const newestFirst = useMemo(
    () => [...rounds].sort((a, b) => b.round - a.round || b.attempt - a.attempt),
    [rounds],
  );
  const longest = useMemo(
    () => newestFirst.slice(0, shown).reduce((most, { seconds }) => Math.max(most, seconds ?? 0), 0),
    [newestFirst, shown],
  );
  const hidden = newestFirst.length - shown;
  return (
    <Paper component="section" aria-label="Rounds" p="lg">
      <Stack gap="md">
        <Stack gap={4}>
          <Title order={2}>Rounds</Title>
          <Text size="sm" c="dimmed">
            Newest first. A bar as wide as its column is the longest round shown; open a round to see its
            hospitals.
          </Text>
        </Stack>
        {newestFirst.length === 0 ? (
          <Text c="dimmed">
            No round has begun. The first one starts when enough hospitals have joined and their statistics
            are in.
          </Text>
        ) : (
          <ol className={classes.list}>
            {newestFirst.slice(0, shown).map((round) => (
              <RoundRow key={`${round.round}.${round.attempt}`} round={round} longest={longest} />
            ))}
          </ol>
        )}
        {hidden > 0 && (
          <Button
            variant="default"
            size="xs"
            onClick={() => setShown(shown + STEP)}
            style={{ alignSelf: 'start' }}
          >
            Show {Math.min(STEP, hidden)} earlier
          </Button>
        )}
      </Stack>
    </Paper>
  );
}
