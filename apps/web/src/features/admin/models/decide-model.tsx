/** Promotes a version, or rolls the production model back: with a reason and a name, which are kept. */
import { Button, Group, Stack, Text, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import { ProblemAlert } from '../../../components/problem-alert.tsx';
import { type ModelDecision, useDecideModel } from '../data/models.ts';
import { Dialog } from '../parts/dialog.tsx';
import { deciderName, rememberDecider } from './decider-name.ts';

interface DecideModelProps {
  decision: ModelDecision;
  version: number;
  /** The version in production now. */
  production: number | null;
  size?: 'xs' | 'sm';
}

/** The shortest reason that the coordinator takes. */
const FEWEST_LETTERS = 3;

export function DecideModel({ decision, version, production, size = 'xs' }: DecideModelProps) {
  const [asking, setAsking] = useState(false);
  const promote = decision === 'promote';
  return (
    <>
      <Button
        size={size}
        variant={promote ? 'light' : 'default'}
        onClick={() => setAsking(true)}
        aria-label={promote ? `Promote version ${version}` : `Roll back version ${version}`}
      >
        {promote ? 'Promote' : 'Roll back'}
      </Button>
      <Dialog
        opened={asking}
        onClose={() => setAsking(false)}
        title={promote ? `Promote version ${version}?` : `Roll back version ${version}?`}
      >
        <DecideForm
          decision={decision}
          version={version}
          production={production}
          onDone={() => setAsking(false)}
        />
      </Dialog>
    </>
  );
}

function DecideForm({
  decision,
  version,
  production,
  onDone,
}: Omit<DecideModelProps, 'size'> & { onDone: () => void }) {
  const { mutate, isPending, error } = useDecideModel(decision, version);
  const [reason, setReason] = useState('');
  const [by, setBy] = useState(deciderName);
  const promote = decision === 'promote';
  const complete = reason.trim().length >= FEWEST_LETTERS && by.trim() !== '';
  const decide = () => {
    rememberDecider(by.trim());
    mutate({ reason: reason.trim(), by: by.trim() }, { onSuccess: onDone });
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (complete) decide();
      }}
    >
      <Stack gap="lg">
        <Text>
          {promote
            ? `Hospitals are told at once and predict with version ${version} from now on. ${
                production === null
                  ? 'It is the first model of this study in production.'
                  : `Version ${production} is archived; it can come back.`
              }`
            : `Version ${version} is withdrawn and archived. The version that it replaced is in production again, and hospitals are told at once.`}
        </Text>
        <Textarea
          label="Reason"
          description="Kept with the decision for good; hospitals do not see it."
          required
          autosize
          minRows={2}
          maxLength={500}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
          data-autofocus
        />
        <TextInput
          label="Decided by"
          required
          maxLength={80}
          value={by}
          onChange={(event) => setBy(event.currentTarget.value)}
        />
        {error && (
          <ProblemAlert
            title={promote ? 'The version was not promoted' : 'The version was not rolled back'}
            what={error.message}
            kept="The model in production is as before."
            todo="Look at the list again, then decide anew."
          />
        )}
        <Group justify="flex-end">
          <Button variant="default" onClick={onDone}>
            Leave it as it is
          </Button>
          <Button
            type="submit"
            color={promote ? undefined : 'red.9'}
            loading={isPending}
            disabled={!complete}
          >
            {promote ? 'Promote' : 'Roll back'}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
