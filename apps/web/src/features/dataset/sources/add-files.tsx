/** Adds files to the one that is open: an air-quality or weather export beside the wearable's. */
import { Button, FileButton, Group, Text } from '@mantine/core';
import { IconFilePlus } from '@tabler/icons-react';
import { useRef } from 'react';

interface AddFilesProps {
  accept: string;
  onFiles: (files: File[]) => void;
}

export function AddFiles({ accept, onFiles }: AddFilesProps) {
  const reset = useRef<() => void>(null);
  const add = (files: File[]): void => {
    // A file that was removed can be chosen again.
    reset.current?.();
    if (files.length > 0) onFiles(files);
  };
  return (
    <Group gap="sm">
      <FileButton multiple accept={accept} resetRef={reset} onChange={add}>
        {(props) => (
          <Button {...props} variant="default" leftSection={<IconFilePlus size={18} aria-hidden />}>
            Add another file
          </Button>
        )}
      </FileButton>
      <Text size="sm" c="dimmed">
        Readings in separate files, such as air and weather, are joined on time.
      </Text>
    </Group>
  );
}
