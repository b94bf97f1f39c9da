import { Modal } from '@mantine/core';
import type { ReactNode } from 'react';

interface DialogProps {
  title: string;
  opened: boolean;
  onClose: () => void;
  size?: 'md' | 'lg';
  children: ReactNode;
}

/** A question or a form on top of the page. */
export function Dialog({ title, opened, onClose, size = 'md', children }: DialogProps) {
  return (
    <Modal.Root opened={opened} onClose={onClose} size={size} padding="xl" centered>
      <Modal.Overlay />
      {/* A card of the theme has its own padding; header and body bring theirs. */}
      <Modal.Content p={0} radius="lg">
        {/* Not a banner of the page. */}
        <Modal.Header role="none">
          <Modal.Title fw={600} fz="h2">
            {title}
          </Modal.Title>
          <Modal.CloseButton aria-label="Close" />
        </Modal.Header>
        <Modal.Body>{children}</Modal.Body>
      </Modal.Content>
    </Modal.Root>
  );
}
