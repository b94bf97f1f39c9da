/** Where a file comes in: dropped, picked, or one of the samples. */
import { Button, Group, Menu, Stack, Text } from '@mantine/core';
import { Dropzone } from '@mantine/dropzone';
import { IconFileTypeCsv, IconFlask, IconFolderOpen } from '@tabler/icons-react';
import { useRef } from 'react';
import type { SampleFile } from '../../worker/api/api.ts';
import type { Sample } from './samples.ts';

interface FileDropProps {
  /** A file is open already: the zone is smaller and offers another. */
  compact: boolean;
  /** Several files are sources to be joined. */
  onFiles: (files: readonly (File | SampleFile)[]) => void;
  /** Sample data that fit the study; the button is not there without. */
  samples: readonly Sample[];
  onSample: (sample: Sample) => void;
  onRefused: (fileName: string, message: string) => void;
}

const ACCEPT = {
  'text/csv': ['.csv'],
  'text/plain': ['.txt', '.tsv'],
  'application/gzip': ['.gz'],
};
export const ACCEPTED_ENDINGS = Object.values(ACCEPT).flat().join(',');

export function FileDrop({ compact, onFiles, samples, onSample, onRefused }: FileDropProps) {
  const open = useRef<() => void>(null);
  return (
    <Dropzone
      role="region"
      aria-label="Drop a CSV file here"
      openRef={open}
      multiple
      accept={ACCEPT}
      activateOnClick={false}
      activateOnKeyboard={false}
      enablePointerEvents
      inputProps={{ 'aria-label': 'CSV file' }}
      radius="lg"
      p={compact ? 'md' : 'xl'}
      onDrop={onFiles}
      onReject={([refused]) => {
        onRefused(
          refused?.file.name ?? 'This file',
          'This is not a CSV file. In a spreadsheet, choose “Save as” and then “CSV UTF-8”, and drop the saved file.',
        );
      }}
    >
      <Stack align="center" gap={compact ? 'sm' : 'md'} py={compact ? 0 : 'lg'}>
        {!compact && <IconFileTypeCsv size={44} stroke={1.4} color="var(--app-series-1)" aria-hidden />}
        <Text ta="center" c={compact ? 'dimmed' : undefined} size={compact ? 'sm' : 'md'}>
          {compact
            ? 'Files dropped here take the place of what is open, at any time before you join.'
            : 'Drop a CSV file here, or several that belong together. They are read on this computer and sent nowhere.'}
        </Text>
        <Group justify="center" gap="sm">
          <Button
            variant={compact ? 'default' : 'filled'}
            leftSection={<IconFolderOpen size={18} aria-hidden />}
            onClick={() => open.current?.()}
          >
            Choose a CSV file
          </Button>
          {samples.length > 0 && (
            <Menu position="bottom-start" withinPortal>
              <Menu.Target>
                <Button
                  variant={compact ? 'default' : 'light'}
                  leftSection={<IconFlask size={18} aria-hidden />}
                >
                  Use sample data
                </Button>
              </Menu.Target>
              <Menu.Dropdown>
                {samples.map((sample) => (
                  <Menu.Item key={sample.label} onClick={() => onSample(sample)}>
                    {sample.label}
                  </Menu.Item>
                ))}
              </Menu.Dropdown>
            </Menu>
          )}
        </Group>
      </Stack>
    </Dropzone>
  );
}
