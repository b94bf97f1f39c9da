/** The study that a new run is offered for before a person chooses. */
import type { SiteView, StudyView } from '@fedhealth/fl-core/protocol';

type Site = Pick<SiteView, 'studyId' | 'connected' | 'ready'>;

/** The one with most hospitals that are ready, then connected, then joined; of equals the first of the list. */
export function firstStudy<S extends Pick<StudyView, 'study'>>(
  studies: readonly S[],
  sites: readonly Site[],
): S | undefined {
  const standing = ({ study }: S): number[] => {
    const own = sites.filter(({ studyId }) => studyId === study.id);
    const connected = own.filter((site) => site.connected);
    return [connected.filter(({ ready }) => ready).length, connected.length, own.length];
  };
  return [...studies].sort((a, b) => {
    const [mine, theirs] = [standing(a), standing(b)];
    const at = mine.findIndex((count, index) => count !== theirs[index]);
    return at === -1 ? 0 : (theirs[at] ?? 0) - (mine[at] ?? 0);
  })[0];
}
