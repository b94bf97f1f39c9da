/** The hospital's name and its file. */
import type { Study } from '@fedhealth/fl-core/study';
import { Stack, TextInput } from '@mantine/core';
import { useState } from 'react';
import { ProblemAlert } from '../../components/problem-alert.tsx';
import { rememberName } from '../../lib/hospital-name.ts';
import { cancelReading, closeFile, openFile } from '../../store/site-actions.ts';
import { useSiteStore } from '../../store/site-store.ts';
import type { SampleFile } from '../../worker/api.ts';
import { DatasetReport } from './dataset-report.tsx';
import { FileDrop } from './file-drop.tsx';
import { ReadingProgress } from './reading-progress.tsx';

interface Refusal {
  readonly fileName: string;
  readonly message: string;
}

export function DatasetStep({ study }: { study: Study }) {
  const dataset = useSiteStore((state) => state.dataset);
  const name = useSiteStore((state) => state.name);
  const joined = useSiteStore((state) => state.snapshot.joined);
  const { setParticipation } = useSiteStore.getState();
  const [typed, setTyped] = useState(false);
  /** A file turned away before it was opened; what was open stays open. */
  const [refused, setRefused] = useState<Refusal | null>(null);

  const open = (source: File | SampleFile) => {
    setRefused(null);
    void openFile(source, study);
  };
  const rename = (next: string) => {
    setTyped(true);
    setParticipation({ name: next });
    rememberName(next.trim());
  };

  return (
    <Stack gap="xl">
      <TextInput
        label="Hospital name"
        description="How the study’s administrator will see you. Other hospitals do not see it."
        maw={440}
        maxLength={80}
        value={name}
        disabled={joined}
        autoComplete="organization"
        onChange={(event) => rename(event.currentTarget.value)}
      />
      {refused && (
        <ProblemAlert
          tone="warning"
          title={`${refused.fileName} was not opened`}
          what={refused.message}
          kept={
            dataset.status === 'ready' ? `${dataset.summary.fileName} is still open.` : 'Nothing was sent.'
          }
        />
      )}
      {dataset.status === 'failed' && (
        <ProblemAlert
          title={`${dataset.fileName} could not be read`}
          what={dataset.problem.message}
          kept="The file itself was not changed, and nothing was sent."
          todo="Choose or drop another file below."
        />
      )}
      {dataset.status === 'reading' && (
        <ReadingProgress fileName={dataset.fileName} progress={dataset.progress} onCancel={cancelReading} />
      )}
      {dataset.status !== 'reading' && !joined && (
        <FileDrop
          compact={dataset.status === 'ready'}
          onFile={open}
          onSample={({ label, file }) => {
            // A sample hospital is called by its own name unless a person has typed another.
            if (!typed) setParticipation({ name: label });
            open(file);
          }}
          onRefused={(fileName, message) => setRefused({ fileName, message })}
        />
      )}
      {dataset.status === 'ready' && (
        <DatasetReport
          summary={dataset.summary}
          study={study}
          onClose={joined ? undefined : () => void closeFile()}
        />
      )}
    </Stack>
  );
}
