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
    <Modal
      opened={opened}
      onClose={onClose}
      title={title}
      size={size}
      padding="xl"
      radius="lg"
      centered
      closeButtonProps={{ 'aria-label': 'Close' }}
      styles={{ content: { padding: 0 }, title: { fontWeight: 600, fontSize: 'var(--mantine-h2-font-size)' } }}
    >
      {children}
    </Modal>
  );
}
