/** The hospital's name and its file. */
import type { Study } from '@fedhealth/fl-core/study';
import { Stack, TextInput } from '@mantine/core';
import { useState } from 'react';
import { ProblemAlert } from '../../components/problem-alert.tsx';
import { rememberName } from '../../lib/hospital-name.ts';
import { cancelReading, closeFile } from '../../store/site-actions.ts';
import { useSiteStore } from '../../store/site-store.ts';
import { addFiles, decideSource, openFiles, removeSource, setJoin } from '../../store/source-actions.ts';
import { DatasetReport } from './dataset-report.tsx';
import { ACCEPTED_ENDINGS, FileDrop } from './file-drop.tsx';
import { ColumnsPanel } from './mapping/columns-panel.tsx';
import { ReadingProgress } from './reading-progress.tsx';
import { samplesFor } from './samples.ts';
import { AddFiles } from './sources/add-files.tsx';
import { SourcesPanel } from './sources/sources-panel.tsx';

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

  const open = (files: Parameters<typeof openFiles>[0]) => {
    setRefused(null);
    void openFiles(files, study);
  };
  const add = async (files: readonly File[]) => {
    setRefused(null);
    const problem = await addFiles(files, study);
    if (problem)
      setRefused({ fileName: files.map((file) => file.name).join(', '), message: problem.message });
  };
  const rename = (next: string) => {
    setTyped(true);
    setParticipation({ name: next });
    rememberName(next.trim());
  };

  return (
    <Stack gap="xl" id="your-file" style={{ scrollMarginTop: 140 }}>
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
          onFiles={open}
          samples={samplesFor(study)}
          onSample={({ label, file }) => {
            // A sample hospital is called by its own name unless a person has typed another.
            if (!typed) setParticipation({ name: label });
            open([file]);
          }}
          onRefused={(fileName, message) => setRefused({ fileName, message })}
        />
      )}
      {dataset.status === 'ready' && !joined && (
        <AddFiles accept={ACCEPTED_ENDINGS} onFiles={(files) => void add(files)} />
      )}
      {dataset.status === 'ready' && dataset.sources && (
        <SourcesPanel
          sources={dataset.sources}
          onSettings={joined ? undefined : (settings) => void setJoin(settings, study)}
          onRemove={joined ? undefined : (id) => void removeSource(id, study)}
          onDecide={
            joined ? undefined : (id, decisions, confirm) => decideSource(id, decisions, confirm, study)
          }
        />
      )}
      {dataset.status === 'ready' && dataset.columns && (
        <ColumnsPanel key={dataset.summary.fileName} view={dataset.columns} locked={joined} />
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
