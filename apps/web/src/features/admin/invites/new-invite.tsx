import type { StudyView } from '@fedhealth/fl-core/protocol';
import { Button, Group, NativeSelect, Stack, TextInput } from '@mantine/core';
import { IconLink } from '@tabler/icons-react';
import { type FormEvent, useState } from 'react';
import { ProblemAlert } from '../../../components/problem-alert.tsx';
import { useCreateInvite } from '../data/mutations.ts';

/** As the contract allows. */
const LONGEST_LABEL = 80;

/** Makes an invite link; the note is for the administrator's own memory. */
export function NewInvite({ studies }: { studies: readonly StudyView[] }) {
  const [chosen, setChosen] = useState('');
  const [label, setLabel] = useState('');
  const { mutate: create, isPending, error } = useCreateInvite();
  const studyId = chosen || studies[0]?.study.id;

  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!studyId) return;
    const note = label.trim();
    create({ studyId, ...(note ? { label: note } : {}) }, { onSuccess: () => setLabel('') });
  };
  return (
    <form onSubmit={submit}>
      <Stack gap="md">
        <Group align="flex-end" gap="md">
          {studies.length > 1 && (
            <NativeSelect
              label="Study"
              data={studies.map(({ study }) => ({ value: study.id, label: study.title }))}
              value={studyId}
              onChange={(event) => setChosen(event.currentTarget.value)}
            />
          )}
          <TextInput
            label="Note (optional)"
            description="Only administrators see it"
            placeholder="For the cardiology ward of St. Mary"
            value={label}
            maxLength={LONGEST_LABEL}
            onChange={(event) => setLabel(event.currentTarget.value)}
            flex={1}
            miw={240}
            maw={420}
          />
          <Button
            type="submit"
            loading={isPending}
            disabled={!studyId}
            leftSection={<IconLink size={16} aria-hidden />}
          >
            New invite link
          </Button>
        </Group>
        {error && (
          <ProblemAlert
            title="No link was made"
            what={error.message}
            kept="The links you have work as before."
            todo="Try again in a moment."
          />
        )}
      </Stack>
    </form>
  );
}
