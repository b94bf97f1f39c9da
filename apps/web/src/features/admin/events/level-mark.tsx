import { IconAlertTriangle, IconCircleX, IconInfoCircle } from '@tabler/icons-react';
import { Mark } from '../parts/mark.tsx';
import type { Level } from './filter-events.ts';

const LOOKS: Record<Level, { words: string; icon: typeof IconCircleX; colour: string }> = {
  info: { words: 'Info', icon: IconInfoCircle, colour: 'var(--app-series-1)' },
  warning: { words: 'Warning', icon: IconAlertTriangle, colour: 'var(--app-warning)' },
  error: { words: 'Error', icon: IconCircleX, colour: 'var(--app-bad)' },
};

/** How serious an event is: icon and word. */
export function LevelMark({ level }: { level: Level }) {
  return <Mark {...LOOKS[level]} />;
}
