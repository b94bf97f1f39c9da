import { Badge } from '@mantine/core';
import {
  IconAlertTriangle,
  IconCircleCheck,
  IconCircleDashed,
  IconCircleX,
  IconPlayerPause,
  IconProgress,
} from '@tabler/icons-react';
import type { ReactNode } from 'react';

export type StatusTone = 'good' | 'working' | 'waiting' | 'paused' | 'warning' | 'bad';

const LOOKS: Record<StatusTone, { color: string; icon: typeof IconProgress }> = {
  good: { color: 'var(--app-good)', icon: IconCircleCheck },
  working: { color: 'var(--app-series-1)', icon: IconProgress },
  waiting: { color: 'var(--mantine-color-dimmed)', icon: IconCircleDashed },
  paused: { color: 'var(--mantine-color-dimmed)', icon: IconPlayerPause },
  warning: { color: 'var(--app-warning)', icon: IconAlertTriangle },
  bad: { color: 'var(--app-bad)', icon: IconCircleX },
};

/** A state, always as icon and words; only the icon is coloured, so that the words keep their contrast. */
export function StatusBadge({ tone, children }: { tone: StatusTone; children: ReactNode }) {
  const { color, icon: Icon } = LOOKS[tone];
  return (
    <Badge
      variant="default"
      size="lg"
      radius="xl"
      tt="none"
      fw={550}
      leftSection={<Icon size={16} color={color} aria-hidden />}
      data-tone={tone}
    >
      {children}
    </Badge>
  );
}
