import type { InviteView, StudyView } from '@fedhealth/fl-core/protocol';
import { Anchor, Button, Group, Paper, Stack, Text, ThemeIcon, Title } from '@mantine/core';
import { IconBulb } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { ProblemAlert } from '../../../components/problem-alert.tsx';
import { formatCount, formatMany } from '../../../lib/format.ts';
import { useCreateInvite } from '../data/mutations.ts';
import { ModelDownload } from '../models/model-download.tsx';
import { NewLink } from '../parts/new-link.tsx';
import { StartRun } from '../runs/new/start-run.tsx';
import type { NextStep } from './next-step.ts';

function Step({ title, children, action }: { title: string; children: ReactNode; action?: ReactNode }) {
  return (
    <Paper p="lg" component="section" aria-label="What to do next">
      <Group gap="lg" wrap="nowrap" align="flex-start">
        <ThemeIcon variant="light" size={44} radius="xl" visibleFrom="sm">
          <IconBulb aria-hidden />
        </ThemeIcon>
        <Stack gap="sm" flex={1} miw={0} align="flex-start">
          <Title order={2}>{title}</Title>
          <Text component="div" maw={760}>
            {children}
          </Text>
          {action}
        </Stack>
      </Group>
    </Paper>
  );
}

function InviteStep({ invite, studies }: { invite: InviteView | null; studies: readonly StudyView[] }) {
  const { mutate: create, data, isPending, error } = useCreateInvite();
  const studyId = studies[0]?.study.id;
  return (
    <Step
      title={`No hospital has joined yet: ${invite ? 'send' : 'make'} an invite link`}
      action={
        <>
          {data?.url && <NewLink url={data.url} />}
          <Button
            variant={data ? 'light' : 'filled'}
            loading={isPending}
            disabled={!studyId}
            onClick={() => studyId && create({ studyId })}
          >
            {invite ? 'Another invite link' : 'New invite link'}
          </Button>
          {error && (
            <ProblemAlert title="No link was made" what={error.message} todo="Try again in a moment." />
          )}
        </>
      }
    >
      Send a link to each hospital by a way you trust. Its staff open the link, choose their file and press
      Join; they appear here at once. One link may serve several hospitals.
    </Step>
  );
}

/** One card that says what to do now. */
export function NextStepCard({ step, studies }: { step: NextStep; studies: readonly StudyView[] }) {
  switch (step.kind) {
    case 'invite':
      return <InviteStep invite={step.invite} studies={studies} />;
    case 'wait':
      return (
        <Step title="Hospitals have joined, none is ready yet" action={<StartRun />}>
          {formatMany(step.joined, 'hospital')} joined, {formatCount(step.connected)} connected now. A
          hospital is ready when its staff have chosen a file and pressed Join. You can start a run already:
          it begins by itself when enough of them are.
        </Step>
      );
    case 'start':
      return (
        <Step
          title={
            step.again ? 'No run is under way' : `${formatMany(step.ready, 'hospital')} ready: start a run`
          }
          action={<StartRun />}
        >
          {step.again
            ? `${formatMany(step.ready, 'hospital')} ready to train again. A new run begins with a fresh model, or trains one of the versions on.`
            : 'A run trains one model with all hospitals that are ready; others may come while it waits.'}
        </Step>
      );
    case 'recruit':
      return (
        <Step title={`Run ${step.run.number} waits for ${formatMany(step.missing, 'more hospital')}`}>
          It begins by itself. Remind the hospitals to open their page and press Join, or{' '}
          <Anchor component={Link} to="/admin/invites" inherit underline="always">
            invite another one
          </Anchor>
          .
        </Step>
      );
    case 'watch':
      return null;
    case 'model':
      return (
        <Step
          title={`Version ${step.model.version} of the model is finished`}
          action={<ModelDownload version={step.model.version} />}
        >
          Download it to use it elsewhere; hospitals can use it in their own pages. No hospital is ready to
          train at the moment.
        </Step>
      );
  }
}
