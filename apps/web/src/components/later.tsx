import { type ReactNode, startTransition, useEffect, useState } from 'react';

/** What stands further down a page: drawn in small pieces once the rest is there, so that the page stays quick. */
export function Later({ children }: { children: ReactNode }) {
  const [shown, setShown] = useState(false);
  useEffect(() => {
    const frame = requestAnimationFrame(() => startTransition(() => setShown(true)));
    return () => cancelAnimationFrame(frame);
  }, []);
  return shown ? children : null;
}
