/** What this hospital's own rules hold back or refused, in plain words. */
import type { HeldBack, Refusal } from '@fedhealth/fl-core/site';
import { Button, Group, List, Text } from '@mantine/core';
import { useState } from 'react';
import { ProblemAlert } from '../../components/problem-alert.tsx';
import { RelativeTime } from '../../components/relative-time.tsx';
import { formatMany } from '../../lib/format.ts';
import { saveEvidence, trustModel } from '../../store/site-actions.ts';
import { useSiteStore } from '../../store/site-store.ts';

export function OwnRulesNotices() {
  const heldBack = useSiteStore((state) => state.snapshot.heldBack ?? null);
  const refusals = useSiteStore((state) => state.snapshot.refusals);
  return (
    <>
      {heldBack && <HeldBackNotice {...heldBack} />}
      {refusals && refusals.length > 0 && <Refusals refusals={refusals} />}
    </>
  );
}

function HeldBackNotice({ newRows, leftOut }: HeldBack) {
  const waits = newRows > 0 && `${formatMany(newRows, 'new row waits', 'new rows wait')}`;
  const out = leftOut > 0 && `${formatMany(leftOut, 'further row is', 'further rows are')} left out`;
  return (
    <ProblemAlert
      tone="warning"
      title="Some rows are not used yet"
      what={`This file differs from one that this computer has told of in fewer than ten people: the difference of the two would give them away. ${[waits, out].filter(Boolean).join('; ')}.`}
      kept="The coordinator gets the earlier answers again. All your rows are open here, and your own figures are of all of them."
      todo="Nothing. Once ten people’s rows have come, they are used by themselves when the file is opened."
    />
  );
}

function Refusals({ refusals }: { refusals: readonly Refusal[] }) {
  const [saved, setSaved] = useState<string | null>(null);
  const newest = refusals.at(-1);
  if (!newest) return null;
  const earlier = refusals.slice(0, -1).reverse();
  const unseen = newest.code === 'MODEL_UNSEEN';
  return (
    <ProblemAlert
      tone="warning"
      title="This hospital refused what the coordinator asked"
      what={
        <>
          {newest.message} (<RelativeTime at={newest.at} />
          {newest.round > 0 && `, round ${newest.round}`})
        </>
      }
      kept="Nothing of your rows was told. What was asked is kept as evidence until this page is closed."
      todo={
        unseen
          ? 'Ask the study’s administrator what the model is, and go on if you trust it. The round waits for you until its time is up.'
          : 'Save the evidence and ask the study’s administrator what happened. You can leave the study at any time.'
      }
      action={
        <>
          <Group gap="sm">
            <Button
              size="xs"
              variant="light"
              onClick={() => void saveEvidence().then((problem) => setSaved(problem?.message ?? null))}
            >
              Save the evidence
            </Button>
            {unseen && (
              <Button size="xs" variant="light" onClick={() => void trustModel()}>
                Trust this model and go on
              </Button>
            )}
          </Group>
          {saved && <Text size="sm">{saved}</Text>}
          {earlier.length > 0 && (
            <List size="sm">
              {earlier.map(({ at, message }) => (
                <List.Item key={at}>
                  <RelativeTime at={at} />: {message}
                </List.Item>
              ))}
            </List>
          )}
        </>
      }
    />
  );
}
