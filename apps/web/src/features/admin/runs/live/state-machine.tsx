/** The states of a run drawn as it moves through them, with the loop that each round is. */
import type { RunDetailView } from '@fedhealth/fl-core/protocol';
import { Paper, Stack, Text, Title } from '@mantine/core';
import {
  IconArrowDown,
  IconArrowRight,
  IconCircleCheck,
  IconCircleDashed,
  IconCircleX,
  IconPlayerPause,
  IconPlayerStop,
  IconProgress,
  IconRepeat,
} from '@tabler/icons-react';
import { formatCount } from '../../../../lib/format.ts';
import { MACHINE, machineEnd, machineSteps, type StepMark } from './machine-steps.ts';
import classes from './state-machine.module.css';

const MARKS: Record<StepMark, { icon: typeof IconProgress; words: string }> = {
  done: { icon: IconCircleCheck, words: 'done' },
  now: { icon: IconProgress, words: 'now' },
  held: { icon: IconPlayerPause, words: 'paused here' },
  next: { icon: IconCircleDashed, words: 'to come' },
  unreached: { icon: IconCircleDashed, words: 'not reached' },
};

const ENDS = {
  completed: { icon: IconCircleCheck, words: 'Completed' },
  failed: { icon: IconCircleX, words: 'Failed' },
  cancelled: { icon: IconPlayerStop, words: 'Stopped' },
} as const;

/** States from here on repeat with each round. */
const LOOP_FROM = 2;

const Arrow = () => (
  <span className={classes.arrow} aria-hidden>
    <IconArrowRight size={18} className={classes.across} />
    <IconArrowDown size={18} className={classes.down} />
  </span>
);

interface StepProps {
  words: string;
  /** What the mark means, in words. */
  note: string;
  mark: StepMark | 'bad';
  icon: typeof IconProgress;
  hint?: string;
}

const Step = ({ words, note, mark, icon: Icon, hint }: StepProps) => (
  <div
    className={classes.step}
    data-mark={mark}
    title={hint}
    aria-current={mark === 'now' || mark === 'held' ? 'step' : undefined}
  >
    <Icon size={20} aria-hidden className={classes.icon} />
    <div>
      <Text fw={600} size="sm">
        {words}
      </Text>
      <Text size="xs" c="dimmed">
        {note}
      </Text>
    </div>
  </div>
);

function MachineStep({ index, mark }: { index: number; mark: StepMark }) {
  const { words, means } = MACHINE[index] ?? MACHINE[0];
  const { icon, words: note } = MARKS[mark];
  return <Step words={words} note={note} mark={mark} icon={icon} hint={means} />;
}

export function StateMachine({ run }: { run: RunDetailView }) {
  const marks = machineSteps(run);
  const end = machineEnd(run.status);
  const round = Math.min(run.round + (end ? 0 : 1), run.plan.rounds);
  return (
    <Paper component="section" aria-label="Where the run stands" p="lg">
      <Stack gap="md">
        <Title order={2}>Where the run stands</Title>
        <ol className={classes.machine}>
          {MACHINE.slice(0, LOOP_FROM).map(({ state }, index) => (
            <li key={state} className={classes.pair}>
              <MachineStep index={index} mark={marks[index] ?? 'next'} />
              <Arrow />
            </li>
          ))}
          <li className={classes.pair}>
            <div className={classes.loop}>
              <Text size="xs" c="dimmed" className={classes.loopWords} component="span">
                <IconRepeat size={14} aria-hidden />
                {`Round ${formatCount(round)} of ${formatCount(run.plan.rounds)}`}
              </Text>
              <ol className={classes.machine}>
                {MACHINE.slice(LOOP_FROM).map(({ state }, index) => (
                  <li key={state} className={classes.pair}>
                    {index > 0 && <Arrow />}
                    <MachineStep index={index + LOOP_FROM} mark={marks[index + LOOP_FROM] ?? 'next'} />
                  </li>
                ))}
              </ol>
            </div>
            <Arrow />
          </li>
          <li className={classes.pair}>
            <Step
              words={end ? ENDS[end].words : ENDS.completed.words}
              note={end ? 'the end' : 'to come'}
              mark={end === null ? 'next' : end === 'completed' ? 'done' : 'bad'}
              icon={end ? ENDS[end].icon : IconCircleDashed}
            />
          </li>
        </ol>
      </Stack>
    </Paper>
  );
}
