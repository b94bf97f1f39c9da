import { Button } from '@mantine/core';
import { ProblemAlert } from '../../components/problem-alert.tsx';
import { useSiteStore } from '../../store/site-store.ts';

/** The background worker died: what happened, what was kept, what comes next. */
export function RecoveryNotice() {
  const recovery = useSiteStore((state) => state.recovery);
  if (!recovery) return null;
  const { why, joined } = recovery;
  if (recovery.status === 'working') {
    return (
      <ProblemAlert
        tone="warning"
        title="The background worker stopped and is being started again"
        what={why}
        kept={
          joined
            ? 'Your file is read again from this computer, and this hospital then goes on in the run under its own name.'
            : 'Your file is read again from this computer.'
        }
        todo="Nothing. Keep this page open."
      />
    );
  }
  return (
    <ProblemAlert
      tone="warning"
      title="The background worker stopped and was started again"
      what={why}
      kept={
        joined
          ? 'Your file was read again with the same choices, and this hospital is back in the run. Its part of the round under way is trained anew; finished rounds and the list of what left this browser are as they were.'
          : 'Your file was read again with the same choices.'
      }
      todo="Nothing. If it happens again, close other tabs and programs: this computer may be short of memory."
      action={
        <Button size="xs" variant="default" onClick={() => useSiteStore.getState().setRecovery(null)}>
          Close this note
        </Button>
      }
    />
  );
}
