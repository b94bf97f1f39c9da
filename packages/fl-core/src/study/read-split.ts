/** The ways people write how a study splits its rows, brought to one. */

const KINDS: Readonly<Record<string, 'seeded' | 'timeOrdered' | 'column'>> = {
  seeded: 'seeded',
  random: 'seeded',
  stratified: 'seeded',
  time: 'timeOrdered',
  timeordered: 'timeOrdered',
  chronological: 'timeOrdered',
  column: 'column',
};

/** `{kind: "time-ordered", share: 0.3}` → `{kind: "timeOrdered", testShare: 0.3}`; what is not known stays as it is. */
export function readSplit(written: unknown): unknown {
  if (typeof written === 'string') return readSplit({ kind: written });
  if (typeof written !== 'object' || written === null || Array.isArray(written)) return written;
  const given: Record<string, unknown> = { ...written };
  const told = given.kind ?? given.type ?? given.method ?? (given.column === undefined ? 'seeded' : 'column');
  const kind =
    KINDS[
      String(told)
        .toLowerCase()
        .replace(/[^a-z]/g, '')
    ] ?? told;
  const testShare = given.testShare ?? given.test_share ?? given.testFraction ?? given.share;
  return { ...given, kind, ...(testShare === undefined ? {} : { testShare }) };
}
