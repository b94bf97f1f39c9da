import { Paper, Stack, Text, ThemeIcon, Title } from '@mantine/core';
import type { ReactNode } from 'react';

interface EmptyStateProps {
  icon?: ReactNode;
  title: string;
  /** How to fill it, in a sentence or two. */
  children: ReactNode;
  action?: ReactNode;
  order?: 2 | 3;
}

/** An empty page or list: says what belongs here and how to fill it. */
export function EmptyState({ icon, title, children, action, order = 2 }: EmptyStateProps) {
  return (
    <Paper py={48}>
      <Stack align="center" gap="md" maw={520} mx="auto" ta="center">
        {icon && (
          <ThemeIcon variant="light" size={52} radius="xl">
            {icon}
          </ThemeIcon>
        )}
        <Title order={order} size="h3">
          {title}
        </Title>
        <Text c="dimmed" component="div">
          {children}
        </Text>
        {action}
      </Stack>
    </Paper>
  );
}
