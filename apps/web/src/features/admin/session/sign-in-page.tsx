import { Button, Container, Paper, PasswordInput, Stack, Text, Title } from '@mantine/core';
import { type FormEvent, useEffect, useState } from 'react';
import { ApiError } from '../data/api-error.ts';

interface SignInPageProps {
  onSignIn: (token: string) => void;
  busy: boolean;
  error: Error | null;
}

function explain(error: Error): string {
  if (error instanceof ApiError && error.status === 401) {
    return 'This is not the admin token. Copy it again, whole, from where the coordinator shows or keeps it.';
  }
  return error.message;
}

/** Asks for the admin token. */
export function SignInPage({ onSignIn, busy, error }: SignInPageProps) {
  const [token, setToken] = useState('');
  const [missing, setMissing] = useState(false);
  useEffect(() => {
    document.title = 'Sign in · FedHealth';
  }, []);

  const submit = (event: FormEvent) => {
    event.preventDefault();
    const given = token.trim();
    setMissing(!given);
    if (given) onSignIn(given);
  };

  return (
    <Container size={480} py={{ base: 'xl', sm: 72 }} px="md">
      <Paper>
        <form onSubmit={submit} noValidate>
          <Stack gap="lg">
            <Stack gap={6}>
              <Title order={1}>Study administration</Title>
              <Text c="dimmed">
                Sign in with the admin token. The coordinator shows it when it first starts, and names the
                file it keeps it in.
              </Text>
            </Stack>
            <PasswordInput
              label="Admin token"
              value={token}
              onChange={(event) => setToken(event.currentTarget.value)}
              error={missing ? 'Paste the admin token first.' : error ? explain(error) : undefined}
              errorProps={{ role: 'alert' }}
              autoComplete="current-password"
              spellCheck={false}
              visibilityToggleButtonProps={{ 'aria-label': 'Show what I typed' }}
              visibilityToggleFocusable
              data-autofocus
            />
            <Button type="submit" loading={busy}>
              Sign in
            </Button>
          </Stack>
        </form>
      </Paper>
    </Container>
  );
}
