import type { DatasetSummary, Profile } from '@fedhealth/fl-core/quality';
import { Skeleton, Stack, Title } from '@mantine/core';
import { lazy, Suspense, useEffect, useState } from 'react';
import { ProblemAlert } from '../../../components/problem-alert.tsx';
import { loadProfile } from '../../../store/profile-actions.ts';
import type { Problem } from '../../../worker/api.ts';

const view = () => import('./profile-view.tsx');
const ProfileView = lazy(view);

/** The profile of the open file, asked of the worker when it is first shown. */
export function ProfilePanel({ summary }: { summary: DatasetSummary }) {
  const [found, setFound] = useState<{ summary: DatasetSummary; profile: Profile | Problem } | null>(null);
  useEffect(() => {
    let current = true;
    // The charts' code comes while the worker counts; should it not come, the page says so when it draws.
    view().catch(() => undefined);
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
        <Suspense fallback={<Skeleton h={240} />}>
          <ProfileView profile={profile} />
        </Suspense>
      )}
    </Stack>
  );
}
