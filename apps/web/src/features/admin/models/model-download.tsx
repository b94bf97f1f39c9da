import { Button, Menu, Text } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';

const FORMATS = [
  { path: 'artifact', title: 'FedHealth model (JSON)', use: 'Everything in one readable file' },
  { path: 'binary', title: 'FedHealth model (binary)', use: 'The same, smaller' },
  { path: 'onnx', title: 'ONNX', use: 'Takes raw columns; for Python, Java, C#, browsers' },
  { path: 'tfjs', title: 'TensorFlow.js (ZIP)', use: 'model.json and weights; takes prepared inputs' },
] as const;

/** A menu that saves a model version as a file: each has weights, preprocessing, figures and where they come from. */
export function ModelDownload({ version, describedBy }: { version: number; describedBy?: string }) {
  return (
    <Menu position="bottom-start" withinPortal>
      <Menu.Target>
        <Button
          size="xs"
          variant="light"
          leftSection={<IconDownload size={15} aria-hidden />}
          aria-describedby={describedBy}
        >
          Download
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {FORMATS.map(({ path, title, use }) => (
          <Menu.Item key={path} component="a" href={`/api/models/${version}/${path}`} download>
            {title}
            <Text span display="block" size="xs" c="dimmed">
              {use}
            </Text>
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
