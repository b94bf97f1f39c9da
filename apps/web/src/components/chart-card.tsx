import { Button, Group, Paper, Stack, Text, Title } from '@mantine/core';
import { IconChartHistogram, IconChartLine, IconTable } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';

interface ChartCardProps {
  title: string;
  /** What the card is called, where its title alone does not tell. */
  label?: string;
  /** What is drawn, in a sentence. */
  lead?: ReactNode;
  /** One of several beside each other. */
  compact?: boolean;
  /** There is nothing that a table could show. */
  plain?: boolean;
  children: (asTable: boolean) => ReactNode;
}

/** A chart that can be read as a table instead. */
export function ChartCard({ title, label = title, lead, compact, plain, children }: ChartCardProps) {
  const [asTable, setAsTable] = useState(false);
  const Icon = asTable ? (compact ? IconChartHistogram : IconChartLine) : IconTable;
  const words = asTable ? 'Show as chart' : 'Show as table';
  return (
    <Paper component="section" aria-label={label} p="lg" miw={0}>
      <Stack gap={compact ? 'sm' : 'md'}>
        <Group justify="space-between" align="flex-start" gap="sm" wrap="nowrap">
          <Stack gap={4}>
            <Title
              order={compact ? 5 : 2}
              fz={compact ? 'md' : undefined}
              size={compact ? undefined : 'h3'}
              style={{ overflowWrap: 'anywhere' }}
            >
              {title}
            </Title>
            {lead && (
              <Text size="sm" c="dimmed">
                {lead}
              </Text>
            )}
          </Stack>
          {!plain && (
            <Button
              size={compact ? 'compact-xs' : 'xs'}
              variant="default"
              flex="none"
              aria-label={compact ? `${words}: ${title}` : undefined}
              leftSection={<Icon size={compact ? 14 : 15} aria-hidden />}
              onClick={() => setAsTable(!asTable)}
            >
              {words}
            </Button>
          )}
        </Group>
        {children(asTable)}
      </Stack>
    </Paper>
  );
}
