/** Three ways to begin a study: from a sample, from a file, from the default. */
import type { Problem } from '@fedhealth/fl-core/lib';
import { healthRiskStudy } from '@fedhealth/fl-core/study';
import { Button, FileButton, Group, Paper, Progress, SimpleGrid, Stack, Text, Title } from '@mantine/core';
import { IconFileCode, IconFileTypeCsv, IconTemplate } from '@tabler/icons-react';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { ProblemAlert } from '../../../components/problem-alert.tsx';
import { formatMany } from '../../../lib/format.ts';
import type { InferredSample, SampleReading } from '../../../worker/api/sample-api.ts';
import { readSample, type SampleJob } from './read-sample.ts';
import { draftOf, readStudyText, type StudyDraft } from './study-draft.ts';

export interface StudyStart {
  readonly draft: StudyDraft;
  readonly sample: InferredSample | null;
}

interface WayProps {
  icon: ReactNode;
  title: string;
  children: ReactNode;
  action: ReactNode;
}

function Way({ icon, title, children, action }: WayProps) {
  return (
    <Paper p="lg">
      <Stack gap="sm" h="100%" justify="space-between" align="flex-start">
        <Stack gap="sm">
          {icon}
          <Title order={2} size="h3">
            {title}
          </Title>
          <Text size="sm" c="dimmed">
            {children}
          </Text>
        </Stack>
        {action}
      </Stack>
    </Paper>
  );
}

export function NewStudy({ onStart }: { onStart: (start: StudyStart) => void }) {
  const [problem, setProblem] = useState<{ fileName: string; problem: Problem } | null>(null);
  const [reading, setReading] = useState<(SampleReading & { fileName: string }) | null>(null);
  const job = useRef<SampleJob | null>(null);
  useEffect(() => () => job.current?.cancel(), []);

  const openSample = async (file: File | null) => {
    if (!file) return;
    setProblem(null);
    setReading({ fileName: file.name, rows: 0, done: 0 });
    job.current = readSample(file, (now) => setReading({ fileName: file.name, ...now }));
    const result = await job.current.result;
    job.current = null;
    setReading(null);
    if (result.ok) onStart({ draft: draftOf(result.value.study), sample: result.value });
    else if (result.error.code !== 'CANCELLED') setProblem({ fileName: file.name, problem: result.error });
  };
  const openJson = async (file: File | null) => {
    if (!file) return;
    const read = readStudyText(await file.text().catch(() => ''));
    if (read.ok) onStart({ draft: read.value, sample: null });
    else setProblem({ fileName: file.name, problem: read.error });
  };

  return (
    <Stack gap="lg">
      {problem && (
        <ProblemAlert
          title={`${problem.fileName} could not be used`}
          what={problem.problem.message}
          kept="The file was not changed, and nothing was sent."
          todo="Choose another file below."
        />
      )}
      {reading && <Reading {...reading} onCancel={() => job.current?.cancel()} />}
      <SimpleGrid cols={{ base: 1, sm: 3 }} spacing="lg">
        <Way
          icon={<IconFileTypeCsv size={32} stroke={1.5} color="var(--app-series-1)" aria-hidden />}
          title="From a sample file"
          action={
            <FileButton onChange={(file) => void openSample(file)} accept=".csv,.tsv,.txt,.gz,text/csv">
              {(props) => (
                <Button {...props} disabled={reading !== null}>
                  Choose a CSV file
                </Button>
              )}
            </FileButton>
          }
        >
          Columns, kinds, plausible ranges and the label are guessed from a CSV file such as a hospital’s, and
          you correct them. The file is read in this browser; its rows are not sent anywhere.
        </Way>
        <Way
          icon={<IconFileCode size={32} stroke={1.5} color="var(--app-series-1)" aria-hidden />}
          title="From a JSON file"
          action={
            <FileButton onChange={(file) => void openJson(file)} accept=".json,application/json">
              {(props) => (
                <Button {...props} variant="light" disabled={reading !== null}>
                  Choose a JSON file
                </Button>
              )}
            </FileButton>
          }
        >
          A study that was downloaded here or written by hand. What does not fit is shown at its field.
        </Way>
        <Way
          icon={<IconTemplate size={32} stroke={1.5} color="var(--app-series-1)" aria-hidden />}
          title="From the default study"
          action={
            <Button
              variant="light"
              disabled={reading !== null}
              onClick={() =>
                onStart({ draft: draftOf({ ...healthRiskStudy, id: 'health-risk-2' }), sample: null })
              }
            >
              Begin with the default
            </Button>
          }
        >
          Health risk from wearables, air and weather, as an example to change under an id of its own.
        </Way>
      </SimpleGrid>
    </Stack>
  );
}

function Reading({
  fileName,
  rows,
  done,
  onCancel,
}: SampleReading & { fileName: string; onCancel: () => void }) {
  return (
    <Paper p="lg">
      <Group gap="lg" wrap="nowrap">
        <Stack gap={6} flex={1} miw={0}>
          <Text role="status">
            Reading {fileName}: {formatMany(rows, 'row')} so far
          </Text>
          <Progress value={100 * (done ?? 1)} animated={done === null} aria-label={`Reading ${fileName}`} />
        </Stack>
        <Button variant="default" onClick={onCancel}>
          Cancel
        </Button>
      </Group>
    </Paper>
  );
}
