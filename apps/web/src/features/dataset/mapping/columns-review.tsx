/** Which column of a file is which: looked through once, then folded to a line. Alone or one of several files. */
import { Alert, Button, Group, Stack, Text } from '@mantine/core';
import { IconCheck } from '@tabler/icons-react';
import { type ReactNode, useEffect, useState } from 'react';
import type { Problem } from '../../../worker/api/api.ts';
import type { CellExamples, ColumnsView } from '../../../worker/api/columns-api.ts';
import { MappingTable } from './mapping-table.tsx';
import { MarkerSwitches } from './marker-switches.tsx';
import { readingFacts } from './reading-words.ts';
import { TimeQuestions } from './time-questions.tsx';

type Decisions = ColumnsView['decisions'];

interface ColumnsReviewProps {
  view: ColumnsView;
  /** Nothing can be changed while the hospital takes part. */
  locked: boolean;
  /** What the table is called. */
  label: string;
  title?: ReactNode;
  /** What was found, in a sentence. */
  words: ReactNode;
  /** The columns call for a change. */
  urgent?: boolean;
  /** Shows the study's columns that this file has, and the others when asked: one of several files has only some. */
  partial?: boolean;
  onDecide(decisions: Decisions, confirm: boolean): Promise<Problem | null>;
  /** A few cells of each column. */
  onExamples(): Promise<CellExamples>;
}

export function ColumnsReview(props: ColumnsReviewProps) {
  const { view, locked, label, title, words, urgent, partial, onDecide, onExamples } = props;
  const { reading, confirmed, ambiguousDates, decisions } = view;
  const [changing, setChanging] = useState(false);
  const [pending, setPending] = useState(false);
  /** What was chosen and is being read: shown at once, before the answer comes. */
  const [draft, setDraft] = useState<Decisions | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  useEffect(() => {
    if (locked) setChanging(false);
  }, [locked]);

  const decide = async (next: Decisions, confirm: boolean) => {
    setPending(true);
    setDraft(next);
    const refused = await onDecide(next, confirm);
    setPending(false);
    setDraft(null);
    setProblem(refused);
    if (confirm && !refused) setChanging(false);
  };
  const change = (next: Decisions) => {
    setChanging(true);
    void decide(next, false);
  };

  const shown = draft ? { ...view, decisions: draft } : view;
  const open = !locked && (confirmed === null || changing);
  return (
    <Stack gap="md">
      <Group justify="space-between" align="flex-start" wrap="nowrap">
        <Stack gap={2} maw={640} miw={0}>
          {title}
          {reading && <Text c="dimmed">{readingFacts(reading)}.</Text>}
          <Text style={{ overflowWrap: 'anywhere' }}>
            {words}
            {confirmed === 'remembered' && ' As you confirmed for an earlier file of this shape.'}
          </Text>
        </Stack>
        {!open && !locked && (
          <Button
            variant={urgent ? 'filled' : 'default'}
            flex="none"
            aria-label={partial ? `Change: ${label}` : undefined}
            onClick={() => setChanging(true)}
          >
            Change
          </Button>
        )}
      </Group>
      {open && (
        <>
          <MappingTable
            view={shown}
            label={label}
            partial={partial}
            disabled={pending}
            onChange={change}
            onExamples={onExamples}
          />
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
  );
}
