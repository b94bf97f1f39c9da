/** The page without a study: no invite, or one that does not open. */
import { Button, Group, Paper, Stack, Text, Title } from '@mantine/core';
import { InviteForm } from '../../components/invite-form.tsx';
import { ProblemAlert } from '../../components/problem-alert.tsx';
import type { ApiProblem } from '../../lib/api.ts';

interface NoInvitationProps {
  problem: ApiProblem | null;
  onInvite: (token: string) => void;
  onRetry: () => void;
}

export function NoInvitation({ problem, onInvite, onRetry }: NoInvitationProps) {
  const away = problem !== null && (problem.status === 0 || problem.status >= 500);
  return (
    <Stack gap="xl">
      {problem && away && (
        <ProblemAlert
          title="The study could not be opened"
          what={problem.message}
          kept="Your invite link is still good, and nothing of yours was sent."
          todo="Try again in a moment."
          action={
            <Button variant="light" onClick={onRetry}>
              Try again
            </Button>
          }
        />
      )}
      {problem && !away && (
        <ProblemAlert
          tone="warning"
          title="This invite link does not open a study"
          what={problem.message}
          kept="Nothing of yours was sent."
          todo="Check that the whole link was copied. If it was, ask the study’s administrator for a new one and paste it below."
        />
      )}
      {!away && (
        <Paper>
          <Stack gap="md" maw={620}>
            <Title order={2}>Open a study with your invite link</Title>
            <Text c="dimmed">
              The study’s administrator sends each hospital a link. Paste it here to see what the study
              learns, what would leave this browser and what would not, before you decide anything.
            </Text>
            <Group>
              <div style={{ flex: 1 }}>
                <InviteForm onInvite={onInvite} />
              </div>
            </Group>
          </Stack>
        </Paper>
      )}
    </Stack>
  );
}
