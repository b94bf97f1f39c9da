import { Button, Skeleton, Stack, VisuallyHidden } from '@mantine/core';
import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { ProblemAlert } from '../../../components/problem-alert.tsx';

interface QueryViewProps<T> {
  query: UseQueryResult<T>;
  /** What is being read, as "the hospitals". */
  what: string;
  /** Rows of the skeleton shown while the first answer is under way: up to 8. */
  rows?: number;
  children: (data: T) => ReactNode;
}

/** A query's answer; before it a skeleton, and a problem with what to do when it fails. */
export function QueryView<T>({ query, what, rows = 4, children }: QueryViewProps<T>) {
  const { data, error, isFetching, refetch } = query;
  const again = (
    <Button size="xs" variant="light" loading={isFetching} onClick={() => void refetch()}>
      Try again
    </Button>
  );
  if (data === undefined && error) {
    return (
      <ProblemAlert
        title={`Could not read ${what}`}
        what={error.message}
        kept="Nothing at the coordinator was changed."
        todo="Try again in a moment. If it goes on, look at the coordinator’s log."
        action={again}
      />
    );
  }
  if (data === undefined) return <Waiting what={what} rows={rows} />;
  return (
    <Stack gap="lg">
      {error && (
        <ProblemAlert
          tone="warning"
          title="This may be out of date"
          what={error.message}
          kept={`Below is the last answer about ${what}.`}
          todo="The page asks again by itself; or ask now."
          action={again}
        />
      )}
      {children(data)}
    </Stack>
  );
}

const LINES = ['first', 'second', 'third', 'fourth', 'fifth', 'sixth', 'seventh', 'eighth'];

export function Waiting({ what, rows = 4 }: { what: string; rows?: number }) {
  return (
    <Stack gap="sm" aria-busy="true">
      <VisuallyHidden role="status">Loading {what}</VisuallyHidden>
      {LINES.slice(0, rows).map((line, index) => (
        <Skeleton key={line} height={index === 0 ? 28 : 44} width={index === 0 ? '40%' : '100%'} />
      ))}
    </Stack>
  );
}
