/** Sets the run's model back to that of an earlier round, which did better on the validation rows. */
import type { RunContext } from '../run/context.ts';

export async function restore({ run, memory, parts }: RunContext, round: number): Promise<void> {
  const { model } = memory;
  if (model === null) return;
  const kept = await parts.store.runs.weights(run.id, round);
  if (kept === undefined) throw new Error(`The model of round ${round} is not in the database any more.`);
  const rounds = await parts.store.runs.rounds(run.id);
  const measured =
    rounds.find((one) => one.round === round && one.status === 'completed')?.validation ?? null;
  memory.model = { ...model, weights: kept.weights };
  memory.measured = { metrics: measured, seconds: 0 };
}
