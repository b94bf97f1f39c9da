import { useRef } from 'react';

/** The earlier object while the content is the same, so that what is drawn from it need not be drawn again. */
export function useUnchanged<T>(value: T): T {
  const kept = useRef({ value, content: JSON.stringify(value) });
  const content = JSON.stringify(value);
  if (content !== kept.current.content) kept.current = { value, content };
  return kept.current.value;
}
