import type { InviteView } from '@fedhealth/fl-core/protocol';
import { Paper, Stack, Text } from '@mantine/core';
import { IconMailForward } from '@tabler/icons-react';
import { useMemo } from 'react';
import { EmptyState } from '../../../components/empty-state.tsx';
import { Page } from '../../../components/page.tsx';
import { RelativeTime } from '../../../components/relative-time.tsx';
import { StatusBadge } from '../../../components/status-badge.tsx';
import { formatCount } from '../../../lib/format.ts';
import { useInvites, useStudies } from '../data/queries.ts';
import { type Column, DataTable } from '../parts/data-table.tsx';
import { QueryView } from '../parts/query-view.tsx';
import { inviteState } from './invite-state.ts';
import { NewInvite } from './new-invite.tsx';
import { RevokeInvite } from './revoke-invite.tsx';

const STATES = {
  works: ['good', 'Works'],
  full: ['waiting', 'All have joined'],
  expired: ['paused', 'Expired'],
  revoked: ['paused', 'Revoked'],
} as const;

function InviteStateMark({ invite }: { invite: InviteView }) {
  const [tone, words] = STATES[inviteState(invite)];
  return (
    <Stack gap={2} align="flex-start">
      <StatusBadge tone={tone}>{words}</StatusBadge>
      {invite.revokedAt !== null && (
        <Text size="xs" c="dimmed" component="div">
          <RelativeTime at={invite.revokedAt} />
        </Text>
      )}
    </Stack>
  );
}

function InviteTable({
  invites,
  studies,
}: {
  invites: readonly InviteView[];
  studies: ReadonlyMap<string, string>;
}) {
  const columns = useMemo((): Column<InviteView>[] => {
    const study: Column<InviteView>[] =
      studies.size > 1
        ? [{ key: 'study', header: 'Study', cell: ({ studyId }) => studies.get(studyId) ?? studyId }]
        : [];
    return [
      {
        key: 'label',
        header: 'Note',
        cell: ({ label }) => label ?? '—',
        sort: ({ label }) => label ?? '',
      },
      ...study,
      {
        key: 'state',
        header: 'State',
        nowrap: true,
        cell: (invite) => <InviteStateMark invite={invite} />,
      },
      {
        key: 'sites',
        header: 'Joined with it',
        hint: 'Hospitals that came by this link, of those that it admits',
        numeric: true,
        cell: ({ sites, admits }) =>
          admits === null ? formatCount(sites) : `${formatCount(sites)} of ${formatCount(admits)}`,
        sort: ({ sites }) => sites,
      },
      {
        key: 'created',
        header: 'Made',
        nowrap: true,
        cell: ({ createdAt }) => <RelativeTime at={createdAt} />,
        sort: ({ createdAt }) => createdAt,
      },
      {
        key: 'expires',
        header: 'Works until',
        nowrap: true,
        cell: ({ expiresAt }) => (expiresAt === null ? '—' : <RelativeTime at={expiresAt} />),
        sort: ({ expiresAt }) => expiresAt ?? '',
      },
      {
        key: 'actions',
        header: 'Actions',
        nowrap: true,
        cell: ({ id, revokedAt }) => (revokedAt ? '—' : <RevokeInvite id={id} />),
      },
    ];
  }, [studies]);
  return (
    <Paper p="lg">
      <DataTable
        label="Invite links"
        columns={columns}
        rows={invites}
        rowKey={({ id }) => id}
        minWidth={900}
      />
    </Paper>
  );
}

/** The links that let hospitals into a study. */
export function InvitesPage() {
  const query = useInvites();
  const { data: studies } = useStudies();
  const titles = useMemo(() => new Map(studies?.map(({ study }) => [study.id, study.title])), [studies]);
  return (
    <Page
      title="Invites"
      lead="Send a link to a hospital by a way you trust. Whoever has it can join the study until it has let in the hospitals that it admits, its time is over, or you revoke it. Only its hash is kept, so each link is shown once."
      size="xl"
    >
      <NewInvite studies={studies ?? []} />
      <QueryView query={query} what="the invite links" rows={4}>
        {(invites) =>
          invites.length === 0 ? (
            <EmptyState icon={<IconMailForward aria-hidden />} title="There is no invite link yet">
              Press “New invite link” above, then copy the link and send it to the hospital. One link may
              serve several hospitals.
            </EmptyState>
          ) : (
            <InviteTable invites={invites} studies={titles} />
          )
        }
      </QueryView>
    </Page>
  );
}
