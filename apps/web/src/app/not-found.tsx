import { Button } from '@mantine/core';
import { IconCompass } from '@tabler/icons-react';
import { Link } from 'react-router';
import { EmptyState } from '../components/empty-state.tsx';
import { Page } from '../components/page.tsx';
import { ProblemAlert } from '../components/problem-alert.tsx';

export function NotFoundPage() {
  return (
    <Page title="There is no such page">
      <EmptyState
        icon={<IconCompass aria-hidden />}
        title="This address leads nowhere"
        action={
          <Button component={Link} to="/" variant="light">
            Go to the start page
          </Button>
        }
      >
        It may have been typed wrongly, or the page has moved. An invite link from your study’s administrator
        begins with this site’s address followed by /site?invite=.
      </EmptyState>
    </Page>
  );
}

/** Shown when drawing a page failed: a defect, told plainly. */
export function CrashPage() {
  return (
    <Page title="This page could not be drawn">
      <ProblemAlert
        what="Something went wrong while drawing this page."
        kept="Nothing was sent because of it. Models and runs at the coordinator are safe."
        todo="Reload the page. If it happens again, tell the person who runs FedHealth for you."
        action={<Button onClick={() => window.location.reload()}>Reload the page</Button>}
      />
    </Page>
  );
}
