import { Button } from '@mantine/core';
import { type ReactNode, useEffect, useState } from 'react';
import type { Part } from '../lib/fetch-part.ts';
import { ProblemAlert } from './problem-alert.tsx';

interface OnDemandProps<T> {
  part: Part<T>;
  /** The part in words, as "the chart". */
  what: string;
  /** Shown until it is there. */
  waiting: ReactNode;
  children: (part: T) => ReactNode;
}

/** Draws with code that is fetched when first needed. Code that does not come costs its own place on the page only. */
export function OnDemand<T>({ part, what, waiting, children }: OnDemandProps<T>): ReactNode {
  const [missing, setMissing] = useState(false);
  const [, setCame] = useState(false);
  const current = part.current();
  const wanted = current === null && !missing;
  useEffect(() => {
    if (!wanted) return;
    let mounted = true;
    part.fetch().then(
      () => mounted && setCame(true),
      () => mounted && setMissing(true),
    );
    return () => {
      mounted = false;
    };
  }, [part, wanted]);
  if (current !== null) return children(current);
  if (!missing) return waiting;
  return (
    <ProblemAlert
      tone="warning"
      title={`This could not be loaded: ${what}`}
      what="The server did not send this part of the page."
      kept="Everything else on this page goes on."
      todo="Try again when the connection is back. If that does not help, reload the page."
      action={
        <Button variant="default" size="compact-sm" onClick={() => setMissing(false)}>
          Try again
        </Button>
      }
    />
  );
}
