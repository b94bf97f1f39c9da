/** What left this browser: every message, with its content. */
import type { LedgerEntry, LedgerView } from '@fedhealth/fl-core/site';
import { Button, Group, Paper, Stack, Table, Text, Title } from '@mantine/core';
import { useState } from 'react';
import { formatBytes, formatCount, formatMany } from '../../lib/format.ts';
import { olderMessages } from '../../lib/older-messages.ts';
import { useSiteStore } from '../../store/site-store.ts';
import { KIND_NAMES } from './kind-names.ts';
import { LedgerRow } from './ledger-row.tsx';

const PAGE = 25;

const KINDS = Object.keys(KIND_NAMES) as LedgerEntry['kind'][];

const olderByKind = ({ older = {} }: LedgerView): string =>
  KINDS.flatMap((kind) => {
    const sums = older[kind];
    return sums ? [`${KIND_NAMES[kind]} ${formatCount(sums.messages)} (${formatBytes(sums.bytes)})`] : [];
  }).join(', ');

export function LedgerPanel() {
  const ledger = useSiteStore((state) => state.snapshot.ledger);
  const { entries, totalBytes } = ledger;
  const older = olderMessages(ledger);
  const [shown, setShown] = useState(PAGE);
  const newestFirst = entries.toReversed();
  return (
    <Paper
      component="section"
      id="left"
      aria-labelledby="left-title"
      p={{ base: 'lg', sm: 'xl' }}
      style={{ scrollMarginTop: 120 }}
    >
      <Stack gap="lg">
        <Stack gap={4}>
          <Title order={2} id="left-title">
            What left this browser
          </Title>
          <Text c="dimmed" maw={720}>
            Every message over the study’s connection, as it was sent. Opening a file sends nothing. With the
            invite link, and now and then while it is open, the page asks the coordinator for the study’s
            description and how many hospitals have joined; that tells it nothing of you.
          </Text>
        </Stack>
        {entries.length === 0 ? (
          <Text>Nothing yet. The first message goes out when you press the button to take part.</Text>
        ) : (
          <>
            <Text fw={600} className="figures">
              In all: {formatMany(entries.length + older.messages, 'message')}, {formatBytes(totalBytes)}
            </Text>
            <Table.ScrollContainer minWidth={560}>
              <Table aria-labelledby="left-title" verticalSpacing={8}>
                <Table.Thead>
                  <Table.Tr>
                    <Table.Th>Time</Table.Th>
                    <Table.Th>Kind</Table.Th>
                    <Table.Th>What it says</Table.Th>
                    <Table.Th ta="right">Size</Table.Th>
                    <Table.Th>Content</Table.Th>
                  </Table.Tr>
                </Table.Thead>
                <Table.Tbody>
                  {newestFirst.slice(0, shown).map((entry) => (
                    <LedgerRow key={entry.id} entry={entry} />
                  ))}
                </Table.Tbody>
              </Table>
            </Table.ScrollContainer>
            {entries.length > shown && (
              <Group>
                <Button variant="default" size="sm" onClick={() => setShown(shown + PAGE)}>
                  Show {Math.min(PAGE, entries.length - shown)} earlier
                </Button>
              </Group>
            )}
            {older.messages > 0 && (
              <Text c="dimmed" maw={720} data-ledger-older-bytes={older.bytes}>
                {formatMany(older.messages, 'older message')}, {formatBytes(older.bytes)} in all,{' '}
                {older.messages === 1 ? 'is' : 'are'} counted here but no longer listed: {olderByKind(ledger)}
                .
              </Text>
            )}
          </>
        )}
      </Stack>
    </Paper>
  );
}
