/**
 * What hospitals claim of themselves in one run, held against what they showed before. A count of rows cannot be
 * seen from here: it is bounded by what the hospital declared, by the statistics it sent, and by the time it took.
 */
import { ok, type Result } from '@fedhealth/fl-core/lib';
import { type FitReport, type ProtocolError, refuse } from '@fedhealth/fl-core/protocol';
import type { Study } from '@fedhealth/fl-core/study';
import type { ConfirmedRows } from '../../storage/records.ts';
import type { ReadySite } from '../run/site-link.ts';

/** A confirmed count still holds when a hospital's file grows by this factor. */
const GROWTH = 1.1;

/** More rows a second than this no engine can train on: a row costs at least some hundred nanoseconds. */
const ROWS_A_SECOND = 5e8;
/** So few rows are done before a clock tells. */
const ROWS_AT_ONCE = 1e6;

type Claimant = Pick<ReadySite, 'id' | 'trainRows' | 'testRows' | 'confirmed'>;
type Training = Pick<Study['training'], 'localEpochs' | 'localSteps'>;

/** Whether an administrator confirmed so many rows or more, but for a little growth. */
export const isConfirmed = (rows: number, confirmed: number | null | undefined): boolean =>
  confirmed != null && rows <= GROWTH * confirmed;

export interface Claims {
  /** The site is asked to train in this round; asked again, the first time counts: its training may be done. */
  asked(site: string, round: number): void;
  /** Statistics of so many rows came from the site. */
  showed(site: Claimant, rows: number): void;
  /** An update's counts, or the code of what cannot be true of them. */
  admit(site: Claimant, report: FitReport, training: Training): Result<null, ProtocolError>;
  /** Whether this many training rows, or test rows, of the site are confirmed. */
  trainRowsConfirmed(site: string, rows: number): boolean;
  testRowsConfirmed(site: string, rows: number): boolean;
  /** What was confirmed of a site, now or before a restart. */
  confirm(site: string, rows: ConfirmedRows | null): void;
}

/** `now`: a clock that only goes forward, in milliseconds. */
export function createClaims(now: () => number = () => performance.now()): Claims {
  const askedAt = new Map<string, { readonly round: number; readonly at: number }>();
  const shown = new Map<string, { readonly declared: number; readonly rows: number }>();
  const confirmed = new Map<string, ConfirmedRows>();
  const confirm: Claims['confirm'] = (site, rows) => {
    if (rows === null) confirmed.delete(site);
    else confirmed.set(site, rows);
  };
  return {
    asked(site, round) {
      if (askedAt.get(site)?.round !== round) askedAt.set(site, { round, at: now() });
    },
    showed(site, rows) {
      confirm(site.id, site.confirmed ?? null);
      shown.set(site.id, { declared: site.trainRows, rows });
    },
    admit(site, { examples, steps, round }, { localEpochs, localSteps }) {
      confirm(site.id, site.confirmed ?? null);
      const before = shown.get(site.id);
      // A file that was declared anew since is another file.
      const told = before?.declared === site.trainRows ? before.rows : site.trainRows;
      if (examples < 1 || examples > site.trainRows)
        return implausible(`It says ${examples}; the hospital declared ${site.trainRows}.`);
      if (examples > told)
        return implausible(`It says ${examples}; the statistics of this run were of ${told} rows.`);
      const passes = localSteps === undefined ? localEpochs : 1;
      const most = localSteps ?? examples * passes;
      if (steps > most) return implausible(`It says ${steps} steps; the study asks for at most ${most}.`);
      const asked = askedAt.get(site.id);
      if (asked?.round !== round || localSteps !== undefined) return ok(null);
      const seconds = (now() - asked.at) / 1000;
      return examples * passes <= ROWS_AT_ONCE + ROWS_A_SECOND * seconds
        ? ok(null)
        : implausible(`It says ${examples} rows, trained on in ${seconds.toFixed(3)} seconds.`);
    },
    trainRowsConfirmed: (site, rows) => isConfirmed(rows, confirmed.get(site)?.trainRows),
    testRowsConfirmed: (site, rows) => isConfirmed(rows, confirmed.get(site)?.testRows),
    confirm,
  };
}

const implausible = (why: string) => refuse('EXAMPLES_IMPLAUSIBLE', why);
