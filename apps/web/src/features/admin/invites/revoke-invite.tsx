import { Button, Group, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { ProblemAlert } from '../../../components/problem-alert.tsx';
import { useRevokeInvite } from '../data/mutations.ts';
import { Dialog } from '../parts/dialog.tsx';

/** Ends an invite link, after a question. */
export function RevokeInvite({ id }: { id: string }) {
  const [asking, setAsking] = useState(false);
  const { mutate: revoke, isPending, error, reset } = useRevokeInvite();
  const close = () => {
    setAsking(false);
    reset();
  };
  return (
    <>
      <Button size="xs" variant="subtle" color="red" onClick={() => setAsking(true)}>
        Revoke
      </Button>
      <Dialog opened={asking} onClose={close} title="Revoke this link?">
        <Stack gap="lg">
          <Text>
            Nobody can join with it any more. Hospitals that have joined already stay in the study and go on
            as before.
          </Text>
          {error && (
            <ProblemAlert
              title="The link was not revoked"
              what={error.message}
              kept="It works as before."
              todo="Try again in a moment."
            />
          )}
          <Group justify="flex-end">
            <Button variant="default" onClick={close} data-autofocus>
              Keep it
            </Button>
            <Button color="red.9" loading={isPending} onClick={() => revoke(id, { onSuccess: close })}>
              Revoke the link
            </Button>
          </Group>
        </Stack>
      </Dialog>
    </>
  );
}
