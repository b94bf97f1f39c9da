import type { DatasetSummary, Profile } from '@fedhealth/fl-core/quality';
import { Skeleton, Stack, Title } from '@mantine/core';
import { useEffect, useState } from 'react';
import { OnDemand } from '../../../components/on-demand.tsx';
import { ProblemAlert } from '../../../components/problem-alert.tsx';
import { createPart } from '../../../lib/fetch-part.ts';
import { loadProfile } from '../../../store/profile-actions.ts';
import type { Problem } from '../../../worker/api/api.ts';

const view = createPart(() => import('./profile-view.tsx'));

/** The profile of the open file, asked of the worker when it is first shown. */
export function ProfilePanel({ summary }: { summary: DatasetSummary }) {
  const [found, setFound] = useState<{ summary: DatasetSummary; profile: Profile | Problem } | null>(null);
  useEffect(() => {
    let current = true;
    // The charts' code comes while the worker counts.
    view.fetch().catch(() => undefined);
    void loadProfile().then((profile) => {
      if (current) setFound({ summary, profile: profile.ok ? profile.value : profile.error });
    });
    return () => {
      current = false;
    };
  }, [summary]);
  const profile = found?.summary === summary ? found.profile : null;
  return (
    <Stack gap="sm" component="section" aria-label="Profile">
      <Title order={4}>Profile</Title>
      {profile === null ? (
        <Skeleton h={240} aria-label="The profile is being made" />
      ) : 'message' in profile ? (
        <ProblemAlert
          title="The profile could not be made"
          what={profile.message}
          kept="Your file is open as before."
        />
      ) : (
        <OnDemand part={view} what="the profile" waiting={<Skeleton h={240} />}>
          {({ ProfileView }) => <ProfileView profile={profile} />}
        </OnDemand>
      )}
    </Stack>
  );
}
