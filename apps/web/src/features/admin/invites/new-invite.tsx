import {
  DEFAULT_ADMITS,
  DEFAULT_INVITE_DAYS,
  MOST_ADMITS,
  MOST_INVITE_DAYS,
  type StudyView,
} from '@fedhealth/fl-core/protocol';
import { Button, Group, NativeSelect, NumberInput, Stack, TextInput } from '@mantine/core';
import { IconLink } from '@tabler/icons-react';
import { type FormEvent, useState } from 'react';
import { ProblemAlert } from '../../../components/problem-alert.tsx';
import { useCreateInvite } from '../data/mutations.ts';
import { NewLink } from '../parts/new-link.tsx';

/** As the contract allows. */
const LONGEST_LABEL = 80;

/** A whole number from 1 to `most`; null for anything else, as while it is typed. */
const within = (value: number | string, most: number): number | null =>
  Number.isInteger(value) && Number(value) >= 1 && Number(value) <= most ? Number(value) : null;

/** Makes an invite link and shows it once; the note is for the administrator's own memory. */
export function NewInvite({ studies }: { studies: readonly StudyView[] }) {
  const [chosen, setChosen] = useState('');
  const [label, setLabel] = useState('');
  const [hospitals, setHospitals] = useState<number | string>(DEFAULT_ADMITS);
  const [days, setDays] = useState<number | string>(DEFAULT_INVITE_DAYS);
  const { mutate: create, data, isPending, error } = useCreateInvite();
  const admits = within(hospitals, MOST_ADMITS);
  const expiresInDays = within(days, MOST_INVITE_DAYS);
  const studyId = chosen || studies[0]?.study.id;

  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!studyId || admits === null || expiresInDays === null) return;
    const note = label.trim();
    const wishes = { studyId, admits, expiresInDays, ...(note ? { label: note } : {}) };
    create(wishes, { onSuccess: () => setLabel('') });
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
          <NumberInput
            label="Hospitals it admits"
            value={hospitals}
            onChange={setHospitals}
            min={1}
            max={MOST_ADMITS}
            allowDecimal={false}
            error={admits === null ? `1 to ${MOST_ADMITS}` : undefined}
            w={170}
          />
          <NumberInput
            label="Days it works"
            value={days}
            onChange={setDays}
            min={1}
            max={MOST_INVITE_DAYS}
            allowDecimal={false}
            error={expiresInDays === null ? `1 to ${MOST_INVITE_DAYS}` : undefined}
            w={140}
          />
          <Button
            type="submit"
            loading={isPending}
            disabled={!studyId || admits === null || expiresInDays === null}
            leftSection={<IconLink size={16} aria-hidden />}
          >
            New invite link
          </Button>
        </Group>
        {data?.url && <NewLink url={data.url} />}
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
