/** What a run needs of the sockets: handed in, so that rounds know no transport. */
import type { FederationMessage, ProtocolError, RunView, Task } from '@fedhealth/fl-core/protocol';

/** A site that is connected, has data, and whose staff agreed to the plan. */
export interface ReadySite {
  readonly id: string;
  readonly name: string;
  readonly trainRows: number;
  readonly testRows: number;
  /** The types of number it can read and write weights as, beside `float32`. */
  readonly codecs: readonly string[];
}

export interface SiteLink {
  /** The ready sites of a study. */
  ready(studyId: string): readonly ReadySite[];
  find(siteId: string): ReadySite | undefined;
  ask(siteId: string, task: Task, frame: Uint8Array | null): void;
  /** Tells every connected site of the study how the run stands for it. */
  tell(studyId: string, viewFor: (siteId: string) => RunView): void;
  /** Gives every connected site of the study the merged statistics. */
  tellFederation(studyId: string, message: FederationMessage): void;
  setActivity(siteId: string, activity: string): void;
  /** Ends the connections of a study's sites with the reason. Answers how many were told. */
  dismiss(studyId: string, reason: ProtocolError): number;
}
