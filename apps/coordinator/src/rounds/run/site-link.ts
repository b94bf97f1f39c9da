/** What a run needs of the sockets: handed in, so that rounds know no transport. */
import type { FederationMessage, ProtocolError, RunView, Task } from '@fedhealth/fl-core/protocol';

import type { ConfirmedRows } from '../../storage/records.ts';

/** A site that is connected, has data, and whose staff agreed to the plan. */
export interface ReadySite {
  readonly id: string;
  readonly name: string;
  readonly trainRows: number;
  readonly testRows: number;
  /** The counts of rows that an administrator has confirmed; null or left out before. */
  readonly confirmed?: ConfirmedRows | null;
  /** The types of number it can read and write weights as, beside `float32`. */
  readonly codecs: readonly string[];
  /** What its page can do: see `SITE_ABILITIES`. */
  readonly abilities: readonly string[];
}

export interface SiteLink {
  /** The ready sites of a study. */
  ready(studyId: string): readonly ReadySite[];
  find(siteId: string): ReadySite | undefined;
  ask(siteId: string, task: Task, frame: Uint8Array | null): void;
  /** Tells every connected site of the study how the run stands for it; null tells it nothing. */
  tell(studyId: string, viewFor: (siteId: string) => RunView | null): void;
  /** Gives every connected site of the study, or of those that `to` says yes to, the merged statistics. */
  tellFederation(studyId: string, message: FederationMessage, to?: (siteId: string) => boolean): void;
  setActivity(siteId: string, activity: string): void;
  /** Ends the connections of a study's sites with the reason. Answers how many were told. */
  dismiss(studyId: string, reason: ProtocolError): number;
  /** Ends the connection of one site with the reason. */
  dismissSite(siteId: string, reason: ProtocolError): void;
}

/** The link as one run has it: the sites that `takes` says yes to are all there are. */
export const linkOf = (link: SiteLink, takes: (siteId: string) => boolean): SiteLink => ({
  ...link,
  ready: (studyId) => link.ready(studyId).filter(({ id }) => takes(id)),
  tell: (studyId, viewFor) => link.tell(studyId, (site) => (takes(site) ? viewFor(site) : null)),
  tellFederation: (studyId, message) => link.tellFederation(studyId, message, takes),
});
