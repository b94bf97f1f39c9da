import type { Finding, Remedy } from '@fedhealth/fl-core/quality';
import { Button, Group, Text } from '@mantine/core';
import { IconArrowBackUp, IconCheck, IconWand } from '@tabler/icons-react';
import { useState } from 'react';
import { applyRemedy } from '../../../store/preparation-actions.ts';

interface RemedyButtonProps {
  finding: Finding;
  remedy: Remedy;
  editable: boolean;
}

/** Applies a remedy with one press, and takes it back with another. */
export function RemedyButton({ finding, remedy, editable }: RemedyButtonProps) {
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const { label, explanation, applied } = remedy;
  const about = finding.column ? ` (${finding.column})` : '';
  const press = async () => {
    setBusy(true);
    const failed = await applyRemedy(finding, !applied);
    setProblem(failed?.message ?? null);
    setBusy(false);
  };
  return (
    <Group gap="sm" mt={4} align="center">
      {applied && (
        <Group gap={4} role="status">
          <IconCheck size={16} aria-hidden />
          <Text size="sm" fw={600}>
            Applied
          </Text>
        </Group>
      )}
      {editable && (
        <Button
          size="compact-sm"
          variant={applied ? 'default' : 'light'}
          loading={busy}
          leftSection={
            applied ? <IconArrowBackUp size={16} aria-hidden /> : <IconWand size={16} aria-hidden />
          }
          aria-label={`${applied ? 'Undo: ' : 'Apply: '}${label}${about}`}
          onClick={() => void press()}
        >
          {applied ? 'Undo' : `Apply: ${label.charAt(0).toLowerCase()}${label.slice(1)}`}
        </Button>
      )}
      <Text size="sm" c="dimmed" miw={0}>
        {explanation}
      </Text>
      {problem && (
        <Text size="sm" role="alert">
          {problem}
        </Text>
      )}
    </Group>
  );
}
