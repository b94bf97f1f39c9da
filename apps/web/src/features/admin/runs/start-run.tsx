import { Button } from '@mantine/core';
import { IconPlayerPlay } from '@tabler/icons-react';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { useStartRun } from '../data/mutations.ts';
import { useRuns, useSites, useStudies } from '../data/queries.ts';
import { Dialog } from '../parts/dialog.tsx';
import { QueryView } from '../parts/query-view.tsx';
import { StartRunForm } from './start-run-form.tsx';

/** The button that opens the plan of a new run, of the given study unless another is chosen. */
export function StartRun({ studyId }: { studyId?: string } = {}) {
  const [open, setOpen] = useState(false);
  const navigate = useNavigate();
  const studies = useStudies();
  const { data: sites } = useSites();
  const { data: runs } = useRuns();
  const { mutate: start, isPending, error, reset } = useStartRun();
  const close = () => {
    setOpen(false);
    reset();
  };
  return (
    <>
      <Button leftSection={<IconPlayerPlay size={16} aria-hidden />} onClick={() => setOpen(true)}>
        Start a run
      </Button>
      <Dialog opened={open} onClose={close} title="Start a run" size="lg">
        <QueryView query={studies} what="the studies">
          {(list) => (
            <StartRunForm
              studies={list}
              initial={studyId}
              sites={sites ?? []}
              runs={runs ?? []}
              busy={isPending}
              error={error}
              onCancel={close}
              onStart={(request) =>
                start(request, {
                  onSuccess: (run) => {
                    close();
                    void navigate(`/admin/runs/${encodeURIComponent(run.id)}`);
                  },
                })
              }
            />
          )}
        </QueryView>
      </Dialog>
    </>
  );
}
