/** How the file was read and which column is which: looked through once, then folded to a line. */
import { Alert, Button, Group, Paper, Stack, Text, Title } from '@mantine/core';
import { IconCheck } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { decideColumns } from '../../../store/column-actions.ts';
import type { Problem } from '../../../worker/api.ts';
import type { ColumnsView } from '../../../worker/columns-api.ts';
import { MappingTable } from './mapping-table.tsx';
import { MarkerSwitches } from './marker-switches.tsx';
import { mappingWords, readingFacts } from './reading-words.ts';
import { TimeQuestions } from './time-questions.tsx';

interface ColumnsPanelProps {
  view: ColumnsView;
  /** Nothing can be changed while the hospital takes part. */
  locked: boolean;
}

export function ColumnsPanel({ view, locked }: ColumnsPanelProps) {
  const { reading, columns, confirmed, ambiguousDates, decisions } = view;
  const [changing, setChanging] = useState(false);
  const [pending, setPending] = useState(false);
  /** What was chosen and is being read: shown at once, before the answer comes. */
  const [draft, setDraft] = useState<ColumnsView['decisions'] | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  useEffect(() => {
    if (locked) setChanging(false);
  }, [locked]);

  const decide = async (next: ColumnsView['decisions'], confirm: boolean) => {
    setPending(true);
    setDraft(next);
    const refused = await decideColumns(next, confirm);
    setPending(false);
    setDraft(null);
    setProblem(refused);
    if (confirm && !refused) setChanging(false);
  };
  const change = (next: ColumnsView['decisions']) => {
    setChanging(true);
    void decide(next, false);
  };

  const shown = draft ? { ...view, decisions: draft } : view;
  const open = confirmed === null || changing;
  const missing = columns.some(({ file }) => file === null);
  return (
    <Paper component="section" p="lg" radius="md" aria-label="Columns of your file">
      <Stack gap="md">
        <Group justify="space-between" align="flex-start">
          <Stack gap={2} maw={640}>
            <Title order={3}>Which column is which</Title>
            {reading && <Text c="dimmed">{readingFacts(reading)}.</Text>}
            <Text>
              {mappingWords(columns)}
              {confirmed === 'remembered' && ' As you confirmed for an earlier file of this shape.'}
            </Text>
          </Stack>
          {!open && !locked && (
            <Button variant={missing ? 'filled' : 'default'} onClick={() => setChanging(true)}>
              Change
            </Button>
          )}
        </Group>
        {open && (
          <>
            <MappingTable view={shown} disabled={pending} onChange={change} />
            <TimeQuestions view={shown} disabled={pending} onChange={change} />
            <MarkerSwitches view={shown} disabled={pending} onChange={change} />
            {problem && (
              <Alert color="red" role="alert">
                {problem.message}
              </Alert>
            )}
            <Group>
              <Button
                leftSection={<IconCheck size={18} aria-hidden />}
                loading={pending}
                disabled={ambiguousDates !== null}
                onClick={() => void decide(decisions, true)}
              >
                Looks right
              </Button>
              {ambiguousDates !== null && (
                <Text c="dimmed">First say what comes first in the dates of “{ambiguousDates}”.</Text>
              )}
            </Group>
          </>
        )}
      </Stack>
    </Paper>
  );
}
