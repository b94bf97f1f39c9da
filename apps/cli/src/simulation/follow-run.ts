/** Watches a run until it is over. */
import type { RunDetailView } from '@fedhealth/fl-core/protocol';
import { isOver } from '@fedhealth/fl-core/round';
import { pause } from './federation.ts';
import { summariseRounds } from './summarise-rounds.ts';

export type RoundSummary = ReturnType<typeof summariseRounds>[number];

/** Calls `onRound` once for each completed round, in order, however fast they follow each other. */
export async function followRun(
  look: () => Promise<RunDetailView>,
  onRound: (round: RoundSummary, of: number) => void,
): Promise<RunDetailView> {
  let told = 0;
  for (;;) {
    const run = await look();
    const completed = summariseRounds(run);
    for (const round of completed.slice(told)) onRound(round, run.plan.rounds);
    told = completed.length;
    if (isOver(run.status)) return run;
    await pause();
  }
}
