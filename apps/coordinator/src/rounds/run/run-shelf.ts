/**
 * The runs that this process leads, and who is in which: a hospital is in one run at a time. A run that names its
 * hospitals has those; one that names none has all that no other run under way has named.
 */
import type { Runner } from './runner.ts';

export interface RunShelf {
  add(runner: Runner): void;
  /** It is under way no more; what it answered is still known. */
  end(id: string): void;
  underWay(studyId?: string): readonly Runner[];
  /** Under way, or over not long ago. */
  find(id: string): Runner | undefined;
  /** The run under way that names this site. */
  namedIn(siteId: string): Runner | undefined;
  /** The run under way that this site is in. */
  of(siteId: string, studyId: string): Runner | undefined;
  /** The same, else the last one that it could be in. */
  lastOf(siteId: string, studyId: string): Runner | undefined;
}

/** Runs of a study that are over and still asked for: by sites that were away at the end. */
const KEPT = 8;

export function createRunShelf(): RunShelf {
  const active = new Map<string, Runner>();
  /** By site. */
  const naming = new Map<string, Runner>();
  let over: Runner[] = [];
  const underWay = (studyId?: string): Runner[] =>
    [...active.values()].filter(({ run }) => studyId === undefined || run.studyId === studyId);
  const of = (siteId: string, studyId: string): Runner | undefined =>
    naming.get(siteId) ?? underWay(studyId).find(({ run }) => run.plan.sites === undefined);
  return {
    add(runner) {
      active.set(runner.run.id, runner);
      for (const site of runner.run.plan.sites ?? []) naming.set(site, runner);
    },
    end(id) {
      const runner = active.get(id);
      if (!runner) return;
      active.delete(id);
      for (const site of runner.run.plan.sites ?? []) naming.delete(site);
      const ofStudy = [...over, runner].filter(({ run }) => run.studyId === runner.run.studyId);
      over = [...over.filter((other) => !ofStudy.includes(other)), ...ofStudy.slice(-KEPT)];
    },
    underWay,
    find: (id) => active.get(id) ?? over.find(({ run }) => run.id === id),
    namedIn: (siteId) => naming.get(siteId),
    of,
    lastOf: (siteId, studyId) =>
      of(siteId, studyId) ??
      over.findLast(({ run }) => run.studyId === studyId && (run.plan.sites?.includes(siteId) ?? true)),
  };
}
