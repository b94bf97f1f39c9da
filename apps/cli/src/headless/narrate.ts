/** Says on a terminal how a headless site stands: each sentence when it becomes true, not again while it stays so. */
import type { SiteSnapshot } from '@fedhealth/fl-core/site';

type Told = Pick<SiteSnapshot, 'run' | 'problem' | 'connection' | 'engines'>;

export function narrate(say: (sentence: string) => void): (snapshot: Told) => void {
  let standing = '';
  let engine: string | null = null;
  return ({ run, problem, connection, engines }) => {
    const notice = engines?.notice ?? null;
    if (notice !== null && notice !== engine) say(notice);
    engine = notice;
    const now =
      problem?.message ??
      (run?.aside ? run.message : null) ??
      (connection === 'online' && run ? `${run.status}, round ${run.round} of ${run.rounds}` : connection);
    if (now !== standing) say(now);
    standing = now;
  };
}
