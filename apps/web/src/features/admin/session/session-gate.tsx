/** Lets signed-in people through and asks everyone else for the admin token. */
import { Button, Center, Container, Loader } from '@mantine/core';
import { type ReactNode, useEffect } from 'react';
import { useLocation, useNavigate } from 'react-router';
import { ProblemAlert } from '../../../components/problem-alert.tsx';
import { SignInPage } from './sign-in-page.tsx';
import { tokenFromFragment } from './token-fragment.ts';
import { useSession, useSignIn } from './use-session.ts';

export function SessionGate({ children }: { children: ReactNode }) {
  const session = useSession();
  const { mutate: signIn, isPending, error } = useSignIn();
  const { hash, pathname, search } = useLocation();
  const navigate = useNavigate();

  useEffect(() => {
    const token = tokenFromFragment(hash);
    // The effect may run twice for one address; the address itself has lost its token by then.
    if (!token || !tokenFromFragment(window.location.hash)) return;
    window.history.replaceState(window.history.state, '', `${pathname}${search}`);
    void navigate({ pathname, search, hash: '' }, { replace: true });
    signIn(token);
  }, [hash, pathname, search, navigate, signIn]);

  if (session.data?.signedIn) return children;
  if (session.data) return <SignInPage onSignIn={signIn} busy={isPending} error={error} />;
  if (session.error) {
    return (
      <Container size="sm" py="xl">
        <ProblemAlert
          what={session.error.message}
          kept="Runs go on at the coordinator whether or not this page is open."
          todo="Check that the coordinator is running, then try again."
          action={
            <Button
              variant="light"
              size="xs"
              onClick={() => void session.refetch()}
              loading={session.isFetching}
            >
              Try again
            </Button>
          }
        />
      </Container>
    );
  }
  return (
    <Center py={96}>
      <Loader aria-label="Loading the dashboard" />
    </Center>
  );
}
