import { Anchor, Button, List, Paper, Stack, Text, Title } from '@mantine/core';
import { useMemo, useState } from 'react';
import { Link, useNavigate } from 'react-router';
import { Page } from '../../../components/page.tsx';
import { formatMany } from '../../../lib/format.ts';
import type { InferredSample } from '../../../worker/api/sample-api.ts';
import { useStudies } from '../data/queries.ts';
import { NewStudy, type StudyStart } from './new-study.tsx';
import { StudyEditor } from './study-editor.tsx';

const NO_VERSIONS: readonly never[] = [];

/** A study from its beginning to its first save. */
export function NewStudyPage() {
  const [start, setStart] = useState<StudyStart | null>(null);
  const { data: studies } = useStudies();
  const taken = useMemo(() => studies?.map(({ study }) => study.id), [studies]);
  const navigate = useNavigate();
  return (
    <Page
      title="New study"
      lead={
        start ? (
          'Check every part, then save it. Nothing is at the coordinator before that.'
        ) : (
          <>
            What is learned, from which columns, how.{' '}
            <Anchor component={Link} to="/admin/studies" underline="always">
              Back to the studies
            </Anchor>
          </>
        )
      }
      size="xl"
      actions={
        start && (
          <Button variant="default" onClick={() => setStart(null)}>
            Begin again
          </Button>
        )
      }
    >
      {start ? (
        <>
          {start.sample && <Guesses sample={start.sample} />}
          <StudyEditor
            start={start.draft}
            versions={NO_VERSIONS}
            taken={taken}
            columns={start.sample?.columns}
            onSaved={({ id }) => void navigate(`/admin/studies/${encodeURIComponent(id)}`)}
          />
        </>
      ) : (
        <NewStudy onStart={setStart} />
      )}
    </Page>
  );
}

/** What was guessed and what was left out, for a person to check. */
function Guesses({ sample }: { sample: InferredSample }) {
  return (
    <Paper p="lg" component="section" aria-label="What was guessed">
      <Stack gap="sm">
        <Title order={2}>Guessed from {sample.fileName}</Title>
        <Text>
          {formatMany(sample.rows, 'row')}, {formatMany(sample.columns.length, 'column')}: {sample.summary}{' '}
          The rows were read in this browser and are forgotten already; only the names below, units,
          categories and rounded ranges are in the form.
        </Text>
        {sample.notes.length > 0 && (
          <List size="sm" spacing={4}>
            {sample.notes.map(({ column, message }) => (
              <List.Item key={`${column} ${message}`}>{message}</List.Item>
            ))}
          </List>
        )}
      </Stack>
    </Paper>
  );
}
