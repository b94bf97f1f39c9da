import { Alert, Stack, Text } from '@mantine/core';
import { IconAlertTriangle, IconCircleX } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import classes from './problem-alert.module.css';

interface ProblemAlertProps {
  /** What happened. */
  what: ReactNode;
  /** What was kept or is safe. */
  kept?: ReactNode;
  /** What to do now. */
  todo?: ReactNode;
  action?: ReactNode;
  tone?: 'error' | 'warning';
  title?: string;
}

/** A problem as a person needs it: what happened, what was kept, what to do. Read out when it appears. */
export function ProblemAlert({ what, kept, todo, action, tone = 'error', title }: ProblemAlertProps) {
  const error = tone === 'error';
  return (
    <Alert
      role="alert"
      variant="default"
      classNames={classes}
      data-tone={tone}
      icon={error ? <IconCircleX aria-hidden /> : <IconAlertTriangle aria-hidden />}
      title={title ?? (error ? 'Something went wrong' : 'Please note')}
    >
      <Stack gap="xs" align="flex-start">
        <Text>{what}</Text>
        {kept && (
          <Text>
            <b>Kept:</b> {kept}
          </Text>
        )}
        {todo && (
          <Text>
            <b>What to do:</b> {todo}
          </Text>
        )}
        {action}
      </Stack>
    </Alert>
  );
}
