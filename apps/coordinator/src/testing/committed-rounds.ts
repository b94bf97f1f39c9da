import Libsql from 'libsql';

/** The committed rounds of a run in a store that nobody has open, as the file holds them. */
export function committedRounds(databasePath: string, runId: string): number[] {
  const raw = new Libsql(databasePath, { readonly: true });
  const rounds = raw
    .prepare("select round from rounds where run_id = ? and status = 'completed' order by round")
    .all(runId) as { round: number }[];
  raw.close();
  return rounds.map(({ round }) => round);
}
