import { Group, Stack, Text } from '@mantine/core';
import { CopyButton } from './copy-button.tsx';
import parts from './parts.module.css';

/** An invite link that was made just now: the coordinator keeps no copy, so this is the only time it is seen. */
export function NewLink({ url }: { url: string }) {
  return (
    <Stack gap={4} role="status">
      <Group gap="md">
        <Text span className={parts.link} data-testid="invite-link">
          {url}
        </Text>
        <CopyButton text={url} label="Copy link" done="The invite link was copied." variant="filled" />
      </Group>
      <Text size="sm" c="dimmed">
        Copy it now: it is not kept and cannot be shown again. If it is lost, revoke it and make another.
      </Text>
    </Stack>
  );
}
