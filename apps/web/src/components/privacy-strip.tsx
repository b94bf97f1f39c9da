import { Anchor, Box, Container, Group, Text } from '@mantine/core';
import { IconLock } from '@tabler/icons-react';
import { formatBytes, formatMany } from '../lib/format.ts';
import classes from './privacy-strip.module.css';

/** The promise, always in sight, and how much has left so far. */
export function PrivacyStrip({ messages, bytes }: { messages: number; bytes: number }) {
  return (
    <Box className={classes.strip} role="note">
      <Container size="lg" px={{ base: 'md', sm: 'xl' }}>
        <Group justify="space-between" gap="xs" py={10}>
          <Group gap="xs" wrap="nowrap">
            <IconLock size={18} aria-hidden />
            <Text size="sm" fw={600}>
              Your rows stay in this browser
            </Text>
          </Group>
          <Anchor href="#left" size="sm" underline="always" className="figures">
            {messages === 0
              ? 'Nothing has left yet'
              : `${formatMany(messages, 'message')}, ${formatBytes(bytes)} sent`}
          </Anchor>
        </Group>
      </Container>
    </Box>
  );
}
