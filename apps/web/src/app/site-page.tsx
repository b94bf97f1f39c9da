/** A hospital's one page: the study, its data, joining, the run, the result, and what left this browser. */
import { Button, Center, Loader } from '@mantine/core';
import { useEffect } from 'react';
import { useSearchParams } from 'react-router';
import { Page } from '../components/page.tsx';
import { PrivacyStrip } from '../components/privacy-strip.tsx';
import { ProblemAlert } from '../components/problem-alert.tsx';
import { NoInvitation } from '../features/invitation/no-invitation.tsx';
import { useInvitation } from '../features/invitation/use-invitation.ts';
import { LedgerPanel } from '../features/ledger/ledger-panel.tsx';
import { RecoveryNotice } from '../features/training/recovery-notice.tsx';
import { olderMessages } from '../lib/older-messages.ts';
import { useSiteStore } from '../store/site-store.ts';
import { recoverWorker } from '../store/worker-recovery.ts';
import { SiteWalk } from './site-walk.tsx';

recoverWorker();

export default function SitePage() {
  const [query, setQuery] = useSearchParams();
  const asked = query.get('invite')?.trim() || null;
  const kept = useSiteStore((state) => state.invite);
  const joined = useSiteStore((state) => state.snapshot.joined);
  const ledger = useSiteStore((state) => state.snapshot.ledger);
  const crashed = useSiteStore((state) => state.crashed);
  // Someone who is in stays with that invite; returning to the page without one finds the study again.
  const invite = (joined ? kept : asked) ?? kept ?? asked;

  useEffect(() => {
    if (asked && !joined) useSiteStore.getState().setParticipation({ invite: asked });
  }, [asked, joined]);

  const open = (token: string) => setQuery({ invite: token });
  return (
    <>
      <PrivacyStrip
        messages={ledger.entries.length + olderMessages(ledger).messages}
        bytes={ledger.totalBytes}
      />
      {crashed !== null ? (
        <Crash message={crashed} />
      ) : invite === null ? (
        <Page title="Take part in a study">
          <NoInvitation problem={null} onInvite={open} onRetry={() => undefined} />
        </Page>
      ) : (
        <Invited key={invite} invite={invite} onInvite={open} />
      )}
    </>
  );
}

function Invited({ invite, onInvite }: { invite: string; onInvite: (token: string) => void }) {
  const joined = useSiteStore((state) => state.snapshot.joined);
  const invitation = useInvitation(invite);
  switch (invitation.status) {
    case 'loading':
      return (
        <Center py={96}>
          <Loader aria-label="Opening the study" />
        </Center>
      );
    case 'refused':
      return (
        <Page title="Take part in a study">
          <NoInvitation problem={invitation.problem} onInvite={onInvite} onRetry={invitation.retry} />
        </Page>
      );
    case 'open':
      return (
        <Page
          title={invitation.view.study.title}
          lead={
            joined
              ? 'You take part in this study. Keep this page open; it may be in the background.'
              : 'You are invited to take part in this study. Read, open your file, and decide; nothing is sent before you agree.'
          }
        >
          <RecoveryNotice />
          <SiteWalk invitation={invitation.view} invite={invite} />
          <LedgerPanel />
        </Page>
      );
  }
}

function Crash({ message }: { message: string }) {
  return (
    <Page title="The page has to be reloaded">
      <ProblemAlert
        title="The part of the page that reads and trains has stopped"
        what={message}
        kept="Your file on this computer is as it was. Rounds that were finished are kept by the coordinator, and this computer is still known to it."
        todo="Reload the page, open the file again and join again."
        action={<Button onClick={() => window.location.reload()}>Reload the page</Button>}
      />
      <LedgerPanel />
    </Page>
  );
}
