/** Consent to the plan, and the button. */
import type { InvitationView } from '@fedhealth/fl-core/protocol';
import { Button, Checkbox, Group, Stack, Text } from '@mantine/core';
import { useEffect, useId, useState } from 'react';
import { ProblemAlert } from '../../components/problem-alert.tsx';
import { RelativeTime } from '../../components/relative-time.tsx';
import { rememberConsent, rememberedConsent } from '../../lib/remembered-consent.ts';
import { join, leave } from '../../store/site-actions.ts';
import { useSiteStore } from '../../store/site-store.ts';
import { PlanTable } from './plan-table.tsx';
import { inWords, stillNeeded } from './requirements.ts';

export function JoinStep({ invitation, invite }: { invitation: InvitationView; invite: string }) {
  const { name, agreed, pending, joinProblem } = useSiteStore();
  const usableFile = useSiteStore(
    (state) => state.dataset.status === 'ready' && state.dataset.summary.usable,
  );
  const told = useSiteStore((state) => state.snapshot.problem);
  const { setParticipation } = useSiteStore.getState();
  const hint = useId();
  const { id, version } = invitation.study;
  const [consent, setConsent] = useState(() => rememberedConsent(id, version));
  // Another file does not undo what was agreed to: the plan is the same.
  useEffect(() => {
    if (consent && !agreed) setParticipation({ agreed: true });
  }, [consent, agreed, setParticipation]);
  const agree = (yes: boolean): void => {
    setConsent(rememberConsent(id, version, yes));
    setParticipation({ agreed: yes });
  };
  const missing = stillNeeded({ name, usableFile, agreed });
  const problem = joinProblem ?? told;
  const away = problem?.code === 'UNREACHABLE';
  const outdated = problem?.code === 'STUDY_VERSION';
  const unfit = problem?.code === 'DATASET_UNFIT';
  return (
    <Stack gap="lg">
      <PlanTable study={invitation.study} plan={invitation.plan} />
      <Checkbox
        label="I agree to take part in this plan"
        description={
          consent && (
            <>
              Agreed on this computer <RelativeTime at={consent.at} />, for version {version} of the study.
              You are asked again when the plan changes.
            </>
          )
        }
        checked={agreed}
        disabled={pending === 'join'}
        onChange={(event) => agree(event.currentTarget.checked)}
      />
      {problem && (
        <ProblemAlert
          title="This hospital is not in the study"
          what={away ? 'The coordinator cannot be reached from this computer.' : problem.message}
          kept={
            outdated
              ? 'Your rows have not been sent.'
              : `Your file is still open here and your rows have not been sent.${unfit ? ' The study’s administrator sees the same reason.' : ''}`
          }
          todo={
            away
              ? 'Check the network connection, then press the button again.'
              : outdated
                ? 'Reload the page, read what has changed, and open your file again.'
                : unfit
                  ? null
                  : 'If nothing above says otherwise, press the button again in a moment.'
          }
          action={
            outdated ? (
              <Button size="xs" variant="light" onClick={() => window.location.reload()}>
                Reload the page
              </Button>
            ) : (
              unfit && (
                <Button size="xs" variant="light" component="a" href="#your-file">
                  Go to your data
                </Button>
              )
            )
          }
        />
      )}
      <Group gap="md">
        <Button
          size="md"
          px="xl"
          disabled={missing.length > 0}
          loading={pending === 'join'}
          aria-describedby={missing.length > 0 ? hint : undefined}
          onClick={() => void join(invite)}
        >
          Join
        </Button>
        {missing.length > 0 && (
          <Text id={hint} size="sm" c="dimmed">
            Still needed: {inWords(missing)}.
          </Text>
        )}
        {pending === 'join' && (
          <>
            <Button variant="default" onClick={() => void leave()}>
              Cancel
            </Button>
            <Text size="sm" c="dimmed" role="status">
              Connecting, and measuring how this computer trains fastest. This can take a few seconds.
            </Text>
          </>
        )}
      </Group>
    </Stack>
  );
}
