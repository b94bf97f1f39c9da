/** The finished model at this hospital: is it better than going alone, and the file to keep. */
import { Button, Group, Stack, Text } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useState } from 'react';
import { ProblemAlert } from '../../components/problem-alert.tsx';
import { formatCount } from '../../lib/format.ts';
import { downloadModel } from '../../store/site-actions.ts';
import { useSiteStore } from '../../store/site-store.ts';
import type { Problem, SiteSnapshot } from '../../worker/api/api.ts';
import { verdict } from './compare.ts';
import { ComparisonTable } from './comparison-table.tsx';

interface ResultStepProps {
  version: number;
  comparison: SiteSnapshot['comparison'];
  /** The model was made before this page joined. */
  past: boolean;
}

export function ResultStep({ version, comparison, past }: ResultStepProps) {
  const joined = useSiteStore((state) => state.snapshot.joined);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const download = async () => {
    setBusy(true);
    setProblem(await downloadModel(version));
    setBusy(false);
  };
  return (
    <Stack gap="lg">
      <Group justify="space-between" align="center">
        <Text fz={22} fw={600}>
          Model version {version}
        </Text>
        <Button
          leftSection={<IconDownload size={18} aria-hidden />}
          loading={busy}
          onClick={() => void download()}
        >
          Download the model
        </Button>
      </Group>
      {problem && (
        <ProblemAlert
          title="The model was not saved"
          what={problem.message}
          kept={`Model version ${version} is safe at the coordinator.`}
          todo={joined ? 'Try again in a moment.' : 'Join again and download it then.'}
        />
      )}
      {comparison ? (
        <>
          <Text maw={720}>{verdict(comparison.global, comparison.local)}</Text>
          <ComparisonTable shared={comparison.global} alone={comparison.local} own={comparison.personal} />
          {comparison.personal && (
            <Text maw={720}>
              Your own version is the shared model trained on with your rows. It stays on this computer.
            </Text>
          )}
          <Text size="sm" c="dimmed" maw={720}>
            Measured on {formatCount(comparison.global.n)} test rows that neither model learned from. On few
            rows, small differences are chance. The model is for research: it has not been assessed as a
            medical device.
          </Text>
        </>
      ) : (
        <Text c="dimmed" maw={720}>
          {past
            ? 'This model was made before this page joined, so it was not checked on your test rows. The next run’s model will be.'
            : 'The model is being fetched and checked on your test rows.'}
        </Text>
      )}
    </Stack>
  );
}
