import { Button, Group, TextInput } from '@mantine/core';
import { useState } from 'react';
import { inviteFrom } from '../lib/invite.ts';

/** A box for a pasted invite link. */
export function InviteForm({ onInvite }: { onInvite: (token: string) => void }) {
  const [text, setText] = useState('');
  const [error, setError] = useState<string | null>(null);
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        const token = inviteFrom(text);
        if (token) onInvite(token);
        else setError('This is not an invite link. It ends with “?invite=” and a code.');
      }}
    >
      <Group align="flex-start" gap="sm">
        <TextInput
          flex={1}
          miw={220}
          label="Invite link"
          placeholder="https://…/site?invite=…"
          value={text}
          error={error}
          autoComplete="off"
          onChange={(event) => {
            setText(event.currentTarget.value);
            setError(null);
          }}
        />
        <Button type="submit" mt={{ base: 0, xs: 25 }}>
          Open the study
        </Button>
      </Group>
    </form>
  );
}
