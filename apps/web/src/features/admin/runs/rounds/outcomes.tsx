/** How a hospital came out of a round: an icon and a word, never colour alone. */
import type { RoundView } from '@fedhealth/fl-core/protocol';
import { Group } from '@mantine/core';
import {
  IconBan,
  IconCircleCheck,
  IconCircleX,
  IconClockX,
  IconCoffee,
  IconPlugConnectedX,
  IconProgress,
  IconRuler,
} from '@tabler/icons-react';
import { formatCount } from '../../../../lib/format.ts';
import { Mark } from '../../parts/mark.tsx';

export type Outcome = RoundView['sites'][number]['outcome'];

const LOOKS: Record<Outcome, { word: string; icon: typeof IconBan; colour: string; hint: string }> = {
  done: {
    word: 'done',
    icon: IconCircleCheck,
    colour: 'var(--app-good)',
    hint: 'Its update is in the model.',
  },
  working: {
    word: 'working',
    icon: IconProgress,
    colour: 'var(--app-series-1)',
    hint: 'It is still training.',
  },
  measured: {
    word: 'measured',
    icon: IconRuler,
    colour: 'var(--app-warning)',
    hint: 'It measured the model and sent no update: by its own rules its training rows are too few.',
  },
  refused: {
    word: 'refused',
    icon: IconBan,
    colour: 'var(--app-bad)',
    hint: 'Its update did not pass the checks and is not in the model.',
  },
  late: {
    word: 'late',
    icon: IconClockX,
    colour: 'var(--app-warning)',
    hint: 'It had not answered when the round’s time was up.',
  },
  lost: {
    word: 'lost',
    icon: IconPlugConnectedX,
    colour: 'var(--app-warning)',
    hint: 'Its connection broke and did not come back in time.',
  },
  failed: {
    word: 'failed',
    icon: IconCircleX,
    colour: 'var(--app-bad)',
    hint: 'It said that it could not do its part.',
  },
  rested: {
    word: 'sat out',
    icon: IconCoffee,
    colour: 'var(--mantine-color-dimmed)',
    hint: 'It was ready, and others were chosen to train in this round.',
  },
};
const ORDER = Object.keys(LOOKS).filter((key): key is Outcome => key in LOOKS);

export function OutcomeMark({ outcome, count }: { outcome: Outcome; count?: number }) {
  const { word, ...look } = LOOKS[outcome];
  const words =
    count === undefined ? `${word.charAt(0).toUpperCase()}${word.slice(1)}` : `${formatCount(count)} ${word}`;
  return <Mark {...look} words={words} />;
}

/** "3 done, 1 late": how many hospitals came out which way. */
export function OutcomeCounts({ sites }: { sites: RoundView['sites'] }) {
  const counts = ORDER.map((outcome) => ({
    outcome,
    count: sites.filter((site) => site.outcome === outcome).length,
  })).filter(({ count }) => count > 0);
  return (
    <Group gap="sm" component="span">
      {counts.map(({ outcome, count }) => (
        <OutcomeMark key={outcome} outcome={outcome} count={count} />
      ))}
    </Group>
  );
}
