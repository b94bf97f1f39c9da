/** What the preparation does to this file, computed in the worker when the panel is opened. */
import type { DatasetSummary } from '@fedhealth/fl-core/quality';
import { Button, Group, Loader, SimpleGrid, Stack, Text, Title } from '@mantine/core';
import { IconDownload, IconWand } from '@tabler/icons-react';
import { useEffect, useRef, useState } from 'react';
import { ProblemAlert } from '../../../components/problem-alert.tsx';
import { formatMany } from '../../../lib/format.ts';
import { loadPreparation, saveCleanedFile } from '../../../store/preparation-actions.ts';
import { useSiteStore } from '../../../store/site-store.ts';
import type { PreparationView } from '../../../worker/api/preparation-api.ts';
import { FeatureSteps } from './feature-steps.tsx';

export function PreparationPanel({ summary }: { summary: DatasetSummary }) {
  const [open, setOpen] = useState(false);
  const [view, setView] = useState<PreparationView | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const [saving, setSaving] = useState(false);
  // A round that has begun has brought the federation's preparation.
  const round = useSiteStore(({ snapshot }) => (snapshot.joined ? (snapshot.run?.round ?? 0) : 0));
  const asked = useRef(0);

  useEffect(() => {
    if (!open) return;
    const turn = ++asked.current;
    // Shown again whenever the file was prepared anew, or another round began.
    void [summary, round];
    void loadPreparation().then((loaded) => {
      if (turn !== asked.current) return;
      if (loaded.ok) setView(loaded.value);
      setProblem(loaded.ok ? null : loaded.error.message);
    });
  }, [open, summary, round]);

  const save = async () => {
    setSaving(true);
    const failed = await saveCleanedFile();
    setProblem(failed?.message ?? null);
    setSaving(false);
  };
  if (!summary.usable) return null;
  const unitOf = new Map(summary.columns.map(({ name, unit }) => [name, unit]));
  const features = view ? [...new Set(view.steps.map(({ feature }) => feature))] : [];
  return (
    <Stack gap="md" align="stretch">
      <Group justify="space-between">
        <Title order={4}>Preparation</Title>
        <Group gap="sm">
          <Button
            variant="default"
            size="compact-md"
            aria-expanded={open}
            leftSection={<IconWand size={16} aria-hidden />}
            onClick={() => setOpen(!open)}
          >
            {open ? 'Hide the steps' : 'Show the steps'}
          </Button>
          <Button
            variant="default"
            size="compact-md"
            loading={saving}
            leftSection={<IconDownload size={16} aria-hidden />}
            onClick={() => void save()}
          >
            Download the prepared rows
          </Button>
        </Group>
      </Group>
      <Text c="dimmed">
        Before the model reads a row, missing values are filled in and columns brought to like size, in every
        hospital alike. The download is a CSV in your file’s own units; your file is not changed.
      </Text>
      {problem && <ProblemAlert what={problem} kept="Your file is still open." todo="Try again." />}
      {open && !view && !problem && (
        <Group gap="sm" role="status">
          <Loader size="sm" />
          <Text>Preparing the rows. Next: each step, with the values before and after.</Text>
        </Group>
      )}
      {open && view && (
        <>
          <Text data-matrix-sha256={view.sha256 ?? ''} data-fitted-on={view.fittedOn}>
            {view.fittedOn === 'federation'
              ? 'Shown as fitted on all hospitals of the run.'
              : 'Shown as fitted on your file alone; once a run begins, the figures of all hospitals take its place.'}{' '}
            {formatMany(view.rows, 'row')}, {formatMany(view.inputs.length, 'input')} for the model.
          </Text>
          <SimpleGrid cols={{ base: 1, md: 2 }} spacing="md">
            {features.map((name) => (
              <FeatureSteps
                key={name}
                name={name}
                unit={unitOf.get(name) ?? null}
                steps={view.steps.filter(({ feature }) => feature === name)}
              />
            ))}
          </SimpleGrid>
        </>
      )}
    </Stack>
  );
}
