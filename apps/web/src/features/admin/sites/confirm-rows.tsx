import type { SiteView } from '@fedhealth/fl-core/protocol';
import { Button, Group, Stack, Text } from '@mantine/core';
import { IconCircleCheck } from '@tabler/icons-react';
import { useState } from 'react';
import { ProblemAlert } from '../../../components/problem-alert.tsx';
import { formatCount } from '../../../lib/format.ts';
import { useConfirmRows } from '../data/mutations.ts';
import { Dialog } from '../parts/dialog.tsx';
import { Mark } from '../parts/mark.tsx';

type Site = Pick<SiteView, 'id' | 'name' | 'trainRows' | 'testRows' | 'rowsConfirmed'>;

/** Whether a hospital's row counts are confirmed, or the press that confirms them, after a question. */
export function ConfirmRows({ site: { id, name, trainRows, testRows, rowsConfirmed } }: { site: Site }) {
  const [asking, setAsking] = useState(false);
  const { mutate: confirm, isPending, error, reset } = useConfirmRows();
  const close = () => {
    setAsking(false);
    reset();
  };
  if (trainRows === null) return '—';
  if (rowsConfirmed) return <Mark icon={IconCircleCheck} colour="var(--app-good)" words="Confirmed" />;
  return (
    <>
      <Button
        size="xs"
        variant="subtle"
        onClick={() => setAsking(true)}
        aria-label={`Confirm the rows of ${name}`}
      >
        Confirm
      </Button>
      <Dialog opened={asking} onClose={close} title={`Does ${name} have these rows?`}>
        <Stack gap="lg">
          <Text>
            {name} says that it has {formatCount(trainRows)} training and {formatCount(testRows)} test rows.
            Its say in the model goes by that count, and nobody here can see whether it is true: ask the
            hospital.
          </Text>
          <Text>
            Until you confirm it, the hospital decides no more than the study’s share of a model (half, unless
            the study says otherwise). Once you have, its rows count as they are, up to a tenth more.
          </Text>
          {error && (
            <ProblemAlert
              title="The rows were not confirmed"
              what={error.message}
              kept="The hospital stays held to the study’s share."
              todo="Look at the count again, then try once more."
            />
          )}
          <Group justify="flex-end">
            <Button variant="default" onClick={close} data-autofocus>
              Not now
            </Button>
            <Button
              loading={isPending}
              onClick={() => confirm({ id, rows: trainRows }, { onSuccess: close })}
            >
              Confirm the rows
            </Button>
          </Group>
        </Stack>
      </Dialog>
    </>
  );
}
