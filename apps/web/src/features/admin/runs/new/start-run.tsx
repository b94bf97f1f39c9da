import { Button } from '@mantine/core';
import { IconPlayerPlay } from '@tabler/icons-react';
import { useNavigate } from 'react-router';

/** Leads to the plan of a new run, of the given study unless another is chosen. */
export function StartRun({ studyId }: { studyId?: string } = {}) {
  const navigate = useNavigate();
  const query = studyId === undefined ? '' : `?study=${encodeURIComponent(studyId)}`;
  return (
    <Button
      leftSection={<IconPlayerPlay size={16} aria-hidden />}
      onClick={() => void navigate(`/admin/runs/new${query}`)}
    >
      Start a run
    </Button>
  );
}
