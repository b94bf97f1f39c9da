import { Button } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';

/** A link that saves a version's artifact: weights, preprocessing, figures and where they come from. */
export function ModelDownload({ version, describedBy }: { version: number; describedBy?: string }) {
  return (
    <Button
      component="a"
      href={`/api/models/${version}/artifact`}
      download
      size="xs"
      variant="light"
      leftSection={<IconDownload size={15} aria-hidden />}
      aria-describedby={describedBy}
    >
      Download
    </Button>
  );
}
