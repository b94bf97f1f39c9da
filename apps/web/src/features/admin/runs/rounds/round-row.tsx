import type { RoundView } from '@fedhealth/fl-core/protocol';
import { ActionIcon, Text } from '@mantine/core';
import { IconChevronDown, IconChevronRight } from '@tabler/icons-react';
import { memo, useState } from 'react';
import { StatusBadge, type StatusTone } from '../../../../components/status-badge.tsx';
import { formatBytes, formatMetric, formatSeconds } from '../../../../lib/format.ts';
import { OutcomeCounts } from './outcomes.tsx';
import { RoundSites } from './round-sites.tsx';
import { timingParts } from './round-timing.ts';
import classes from './rounds.module.css';

const STATUS: Record<RoundView['status'], { tone: StatusTone; words: string }> = {
  fitting: { tone: 'working', words: 'Under way' },
  completed: { tone: 'good', words: 'Completed' },
  failed: { tone: 'bad', words: 'Failed' },
};

/** Parts are often shorter than a tenth of a second, and not nothing. */
const brief = (seconds: number): string => (seconds < 0.05 ? '< 0.1 s' : formatSeconds(seconds));

interface RoundRowProps {
  round: RoundView;
  /** Seconds of the longest round: the full width of the bar. */
  longest: number;
}

/** One round: its state, where its time went, what became of its hospitals; opens to show each of them. */
export const RoundRow = memo(function RoundRow({ round, longest }: RoundRowProps) {
  const [open, setOpen] = useState(false);
  const { tone, words } = STATUS[round.status];
  const parts = timingParts(round);
  const name = `round ${round.round}${round.attempt > 1 ? `, attempt ${round.attempt}` : ''}`;
  const Chevron = open ? IconChevronDown : IconChevronRight;
  const bytes = round.sites.reduce((sum, site) => sum + (site.bytes ?? 0), 0);
  const auc = round.validation?.auc ?? null;
  return (
    <li className={classes.row}>
      <div className={classes.head}>
        <ActionIcon
          variant="subtle"
          color="gray"
          aria-expanded={open}
          aria-label={`Hospitals in ${name}`}
          onClick={() => setOpen(!open)}
        >
          <Chevron size={18} aria-hidden />
        </ActionIcon>
        <div className={classes.name}>
          <Text fw={600}>Round {round.round}</Text>
          {round.attempt > 1 && (
            <Text size="xs" c="dimmed">
              attempt {round.attempt}
            </Text>
          )}
        </div>
        <StatusBadge tone={tone}>{words}</StatusBadge>
        <div className={classes.time}>
          <div className={classes.track} aria-hidden="true">
            {parts.map(({ key, seconds }) => (
              <i
                key={key}
                className={classes.part}
                data-part={key}
                style={{ width: `${longest > 0 ? (100 * seconds) / longest : 0}%` }}
              />
            ))}
          </div>
          <Text size="xs" c="dimmed">
            {parts.length === 0
              ? round.status === 'fitting'
                ? 'The hospitals are training'
                : 'No time was recorded'
              : parts.map((part) => `${part.words} ${brief(part.seconds)}`).join(' · ')}
            {bytes > 0 && ` · ${formatBytes(bytes)} of updates received`}
          </Text>
        </div>
        <Text size="sm" className={classes.seconds}>
          {formatSeconds(round.seconds)}
        </Text>
        <div className={classes.outcomes}>
          <OutcomeCounts sites={round.sites} />
        </div>
        <Text size="sm" className={classes.figure}>
          {auc === null ? `loss ${formatMetric(round.trainLoss)}` : `AUC ${formatMetric(auc)}`}
        </Text>
      </div>
      {open && (
        <div className={classes.sites}>
          <RoundSites round={round} />
        </div>
      )}
    </li>
  );
});
