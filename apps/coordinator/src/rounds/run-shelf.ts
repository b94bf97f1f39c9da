/**
 * The runs that this process leads, and who is in which: a hospital is in one run at a time. A run that names its
 * hospitals has those; one that names none has all that no other run under way has named.
 */
import type { RunPlan } from '@fedhealth/fl-core/protocol';
import type { Runner } from './runner.ts';

export interface RunShelf {
  add(runner: Runner): void;
  /** It is under way no more; what it answered is still known. */
  end(id: string): void;
  underWay(studyId?: string): readonly Runner[];
  /** Under way, or over not long ago. */
  find(id: string): Runner | undefined;
  /** The run under way that this site is in. */
  of(siteId: string, studyId: string): Runner | undefined;
  /** The same, else the last one that it could be in. */
  lastOf(siteId: string, studyId: string): Runner | undefined;
  /** Whether a run of this plan has the site as things stand. */
  takes(plan: Pick<RunPlan, 'sites'>, siteId: string): boolean;
}

/** Runs of a study that are over and still asked for: by sites that were away at the end. */
const KEPT = 8;

export function createRunShelf(): RunShelf {
  const active = new Map<string, Runner>();
  let over: Runner[] = [];
  const underWay = (studyId?: string): Runner[] =>
    [...active.values()].filter(({ run }) => studyId === undefined || run.studyId === studyId);
  const names = ({ run }: Runner, siteId: string): boolean => run.plan.sites?.includes(siteId) ?? false;
  const isOpen = ({ run }: Runner): boolean => run.plan.sites === undefined;
  const of = (siteId: string, studyId: string): Runner | undefined => {
    const runs = underWay(studyId);
    return runs.find((runner) => names(runner, siteId)) ?? runs.find(isOpen);
  };
  return {
    add: (runner) => void active.set(runner.run.id, runner),
    end(id) {
      const runner = active.get(id);
      if (!runner) return;
      active.delete(id);
      const ofStudy = [...over, runner].filter(({ run }) => run.studyId === runner.run.studyId);
      over = [...over.filter((other) => !ofStudy.includes(other)), ...ofStudy.slice(-KEPT)];
    },
    underWay,
    find: (id) => active.get(id) ?? over.find(({ run }) => run.id === id),
    of,
    lastOf: (siteId, studyId) =>
      of(siteId, studyId) ??
      over.findLast((runner) => runner.run.studyId === studyId && (isOpen(runner) || names(runner, siteId))),
    takes: ({ sites }, siteId) =>
      sites ? sites.includes(siteId) : !underWay().some((runner) => names(runner, siteId)),
  };
}
