import { Button, Stack, Text, VisuallyHidden } from '@mantine/core';
import { IconCheck, IconCopy } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { copyText } from './copy-text.ts';

interface CopyButtonProps {
  text: string;
  /** The button's words, as "Copy link". */
  label: string;
  /** What is said once it is done, as "The invite link was copied". */
  done: string;
  variant?: 'light' | 'subtle' | 'filled';
}

const SHOWN_MS = 2500;

/** Copies a text and says so, in words as well as with a tick. */
export function CopyButton({ text, label, done, variant = 'light' }: CopyButtonProps) {
  const [state, setState] = useState<'idle' | 'copied' | 'refused'>('idle');
  useEffect(() => {
    if (state !== 'copied') return;
    const timer = setTimeout(() => setState('idle'), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [state]);

  const copied = state === 'copied';
  return (
    <Stack gap={2} align="flex-start">
      <Button
        size="xs"
        variant={variant}
        color={copied ? 'green' : undefined}
        leftSection={copied ? <IconCheck size={15} aria-hidden /> : <IconCopy size={15} aria-hidden />}
        onClick={async () => setState((await copyText(text)) ? 'copied' : 'refused')}
      >
        {copied ? 'Copied' : label}
      </Button>
      <VisuallyHidden role="status">{copied ? done : ''}</VisuallyHidden>
      {state === 'refused' && (
        <Text size="xs" role="alert">
          The browser did not allow copying. Select the text and copy it by hand.
        </Text>
      )}
    </Stack>
  );
}
