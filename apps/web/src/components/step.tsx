/** One step of a walk: numbered, with its state in words, folded away once it is done and behind. */
import { Box, Button, Collapse, Group, Paper, Stack, Text, ThemeIcon, Title } from '@mantine/core';
import { IconCheck, IconChevronDown, IconChevronUp } from '@tabler/icons-react';
import { type ReactNode, type Ref, useId, useState } from 'react';

interface StepProps {
  number: number;
  title: string;
  state: 'waiting' | 'current' | 'done';
  /** Beside the title: what came of the step, or what it waits for. */
  summary?: ReactNode;
  /** Fold the content away; it can be opened again. */
  folded?: boolean;
  titleRef?: Ref<HTMLHeadingElement>;
  children?: ReactNode;
}

const STATES = { waiting: 'not yet', current: 'now', done: 'done' } as const;

export function Step({ number, title, state, summary, folded = false, titleRef, children }: StepProps) {
  // A person's choice holds until the page folds or unfolds the step itself.
  const [choice, setChoice] = useState<{ folded: boolean; open: boolean } | null>(null);
  const open = choice?.folded === folded ? choice.open : !folded;
  const id = useId();
  const shut = state === 'waiting' || !open;
  const foldable = folded && state !== 'waiting';
  return (
    <Paper
      component="section"
      aria-labelledby={id}
      px={{ base: 'lg', sm: 'xl' }}
      py={shut ? 'lg' : { base: 'lg', sm: 'xl' }}
      data-state={state}
    >
      <Group wrap="nowrap" gap="md" align="flex-start">
        <ThemeIcon
          variant={state === 'current' ? 'filled' : 'light'}
          color={state === 'waiting' ? 'gray' : 'tide'}
          radius="xl"
          size={32}
          aria-hidden
        >
          {state === 'done' ? <IconCheck size={18} /> : <Text fw={600}>{number}</Text>}
        </ThemeIcon>
        <Box flex={1} miw={0} pt={2}>
          <Group justify="space-between" wrap="nowrap" align="flex-start">
            <Stack gap={2}>
              <Title
                order={2}
                id={id}
                ref={titleRef}
                tabIndex={-1}
                style={{ outline: 'none', scrollMarginTop: 140 }}
              >
                {title}
                <Text
                  span
                  fz={0}
                  style={{ position: 'absolute', clipPath: 'inset(50%)' }}
                >{` (${STATES[state]})`}</Text>
              </Title>
              {summary && (
                <Text c="dimmed" component="div">
                  {summary}
                </Text>
              )}
            </Stack>
            {foldable && (
              <Button
                variant="subtle"
                size="compact-sm"
                flex="none"
                aria-expanded={open}
                aria-controls={`${id}-content`}
                aria-label={`${open ? 'Hide' : 'Show'}: ${title}`}
                rightSection={
                  open ? <IconChevronUp size={16} aria-hidden /> : <IconChevronDown size={16} aria-hidden />
                }
                onClick={() => setChoice({ folded, open: !open })}
              >
                {open ? 'Hide' : 'Show'}
              </Button>
            )}
          </Group>
        </Box>
      </Group>
      {children && state !== 'waiting' && (
        <Collapse expanded={open} id={`${id}-content`} transitionDuration={0}>
          <Box pt="lg">{children}</Box>
        </Collapse>
      )}
    </Paper>
  );
}
