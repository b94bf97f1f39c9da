import type { SiteView } from '@fedhealth/fl-core/protocol';
import {
  IconCircleCheck,
  IconCircleDashed,
  IconCircleX,
  IconPlugConnected,
  IconPlugConnectedX,
} from '@tabler/icons-react';
import { Mark } from '../parts/mark.tsx';

/** Whether a hospital's page is open and connected: icon and words. */
export function ConnectionMark({ connected }: Pick<SiteView, 'connected'>) {
  return connected ? (
    <Mark icon={IconPlugConnected} colour="var(--app-good)" words="Connected" />
  ) : (
    <Mark icon={IconPlugConnectedX} colour="var(--mantine-color-dimmed)" words="Offline" />
  );
}

/** Whether a hospital has data and its staff agreed to the plan, or its data set is in the way: icon and words. */
export function ReadyMark({ ready, blocked }: Pick<SiteView, 'ready'> & { blocked: boolean }) {
  if (blocked && !ready) {
    const hint = 'Its data set does not fit the study: see the checks below';
    return <Mark icon={IconCircleX} colour="var(--app-bad)" words="Blocked" hint={hint} />;
  }
  return ready ? (
    <Mark icon={IconCircleCheck} colour="var(--app-good)" words="Ready" />
  ) : (
    <Mark icon={IconCircleDashed} colour="var(--mantine-color-dimmed)" words="Not yet" />
  );
}
