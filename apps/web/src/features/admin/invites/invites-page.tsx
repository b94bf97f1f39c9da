import type { InviteView } from '@fedhealth/fl-core/protocol';
import { Group, Paper, Stack, Text } from '@mantine/core';
import { IconMailForward } from '@tabler/icons-react';
import { useMemo } from 'react';
import { EmptyState } from '../../../components/empty-state.tsx';
import { Page } from '../../../components/page.tsx';
import { RelativeTime } from '../../../components/relative-time.tsx';
import { StatusBadge } from '../../../components/status-badge.tsx';
import { formatCount } from '../../../lib/format.ts';
import { useInvites, useStudies } from '../data/queries.ts';
import { CopyButton } from '../parts/copy-button.tsx';
import { type Column, DataTable } from '../parts/data-table.tsx';
import parts from '../parts/parts.module.css';
import { QueryView } from '../parts/query-view.tsx';
import { NewInvite } from './new-invite.tsx';
import { RevokeInvite } from './revoke-invite.tsx';

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
        key: 'url',
        header: 'Link',
        cell: ({ url, label, revokedAt }) => (
          <Stack gap={2}>
            {label && <Text fw={600}>{label}</Text>}
            <Text span className={parts.link} td={revokedAt ? 'line-through' : undefined}>
              {url}
            </Text>
          </Stack>
        ),
      },
      {
        key: 'actions',
        header: 'Actions',
        nowrap: true,
        cell: ({ id, url, revokedAt }) =>
          revokedAt ? (
            '—'
          ) : (
            <Group gap="xs" wrap="nowrap" align="flex-start">
              <CopyButton text={url} label="Copy link" done="The invite link was copied." />
              <RevokeInvite id={id} />
            </Group>
          ),
      },
      ...study,
      {
        key: 'state',
        header: 'State',
        nowrap: true,
        cell: ({ revokedAt }) =>
          revokedAt ? (
            <Stack gap={2} align="flex-start">
              <StatusBadge tone="paused">Revoked</StatusBadge>
              <Text size="xs" c="dimmed" component="div">
                <RelativeTime at={revokedAt} />
              </Text>
            </Stack>
          ) : (
            <StatusBadge tone="good">Works</StatusBadge>
          ),
      },
      {
        key: 'sites',
        header: 'Joined with it',
        hint: 'Hospitals that came by this link',
        numeric: true,
        cell: ({ sites }) => formatCount(sites),
        sort: ({ sites }) => sites,
      },
      {
        key: 'created',
        header: 'Made',
        nowrap: true,
        cell: ({ createdAt }) => <RelativeTime at={createdAt} />,
        sort: ({ createdAt }) => createdAt,
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
      lead="Send a link to a hospital by a way you trust. Whoever has it can join the study until you revoke it."
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
