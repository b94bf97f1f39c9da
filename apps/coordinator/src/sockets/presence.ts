/** Which hospitals are here, which are ready, and what each is doing. */
import type {
  ChecksMessage,
  FederationMessage,
  Production,
  ProtocolError,
  RunView,
  Task,
} from '@fedhealth/fl-core/protocol';
import type { Presence } from '../ports.ts';
import type { ReadySite, SiteLink } from '../rounds/run/site-link.ts';

/** A socket as presence needs it. */
export interface SiteConnection {
  readonly id: string;
  sendTask(task: Task, frame: Uint8Array | null): void;
  sendRun(view: RunView): void;
  sendChecks(message: ChecksMessage): void;
  sendFederation(message: FederationMessage): void;
  sendProduction(message: Production): void;
  /** Says why, and ends the connection. */
  dismiss(reason: ProtocolError): void;
}

interface Entry {
  readonly name: string;
  readonly studyId: string;
  connection: SiteConnection | null;
  ready: ReadySite | null;
  activity: string;
  percent: number | null;
  leaving: NodeJS.Timeout | undefined;
}

export interface LivePresence extends Presence, SiteLink {
  /** A site said hello on this connection. Answers the older connection it replaces, if any. */
  arrive(
    site: { id: string; name: string; studyId: string },
    connection: SiteConnection,
  ): SiteConnection | null;
  makeReady(
    siteId: string,
    declared: Pick<ReadySite, 'trainRows' | 'testRows' | 'codecs' | 'abilities' | 'confirmed'>,
  ): void;
  /** It is here, but may not be recruited. */
  unready(siteId: string): void;
  /** Until its next activity. */
  setPercent(siteId: string, percent: number): void;
  sendChecks(siteId: string, message: ChecksMessage): void;
  sendFederation(siteId: string, message: FederationMessage): void;
  /** To every site of the study that is here, ready or not. */
  tellProduction(studyId: string, message: Production): void;
  /** The connection broke: the site counts as lost once `graceMs` pass without it. */
  disconnect(siteId: string, connectionId: string, onLost: () => void): void;
  /** The site left of its own will. */
  leave(siteId: string): void;
  close(): void;
}

/** `graceMs`: how long a broken connection may take to come back, in milliseconds. */
export function createPresence(graceMs: number): LivePresence {
  const sites = new Map<string, Entry>();
  const readySites = (studyId: string): ReadySite[] =>
    [...sites.values()].flatMap((site) => (site.studyId === studyId && site.ready ? [site.ready] : []));
  const dismissSite = (siteId: string, reason: ProtocolError): void => {
    const site = sites.get(siteId);
    clearTimeout(site?.leaving);
    sites.delete(siteId);
    site?.connection?.dismiss(reason);
  };

  return {
    get(siteId) {
      const site = sites.get(siteId);
      const connected = site?.connection !== null && site !== undefined;
      return {
        connected,
        ready: site?.ready != null,
        activity: connected ? site.activity : 'offline',
        percent: connected ? site.percent : null,
      };
    },
    ready: readySites,
    find: (siteId) => sites.get(siteId)?.ready ?? undefined,
    ask: (siteId, task, frame) => sites.get(siteId)?.connection?.sendTask(task, frame),
    tell(studyId, viewFor) {
      for (const [id, site] of sites) {
        if (site.studyId !== studyId || !site.ready) continue;
        const view = viewFor(id);
        if (view) site.connection?.sendRun(view);
      }
    },
    tellFederation(studyId, message, to = () => true) {
      for (const [id, site] of sites) {
        if (site.studyId === studyId && site.ready && to(id)) site.connection?.sendFederation(message);
      }
    },
    sendFederation: (siteId, message) => sites.get(siteId)?.connection?.sendFederation(message),
    tellProduction(studyId, message) {
      for (const site of sites.values()) {
        if (site.studyId === studyId) site.connection?.sendProduction(message);
      }
    },
    sendChecks: (siteId, message) => sites.get(siteId)?.connection?.sendChecks(message),
    unready(siteId) {
      const site = sites.get(siteId);
      if (site) site.ready = null;
    },
    setActivity(siteId, activity) {
      const site = sites.get(siteId);
      if (!site) return;
      site.activity = activity;
      site.percent = null;
    },
    setPercent(siteId, percent) {
      const site = sites.get(siteId);
      if (site) site.percent = percent;
    },
    dismissSite,
    dismiss(studyId, reason) {
      const told = [...sites].filter(([, site]) => site.studyId === studyId);
      for (const [id] of told) dismissSite(id, reason);
      return told.filter(([, site]) => site.connection !== null).length;
    },
    arrive({ id, name, studyId }, connection) {
      const before = sites.get(id);
      clearTimeout(before?.leaving);
      sites.set(id, {
        name,
        studyId,
        connection,
        ready: before?.ready ?? null,
        activity: before?.activity ?? 'waiting',
        percent: before?.percent ?? null,
        leaving: undefined,
      });
      return before?.connection && before.connection.id !== connection.id ? before.connection : null;
    },
    makeReady(siteId, declared) {
      const site = sites.get(siteId);
      if (site) site.ready = { id: siteId, name: site.name, ...declared };
    },
    confirmRows(siteId, confirmed) {
      const site = sites.get(siteId);
      if (site?.ready) site.ready = { ...site.ready, confirmed };
    },
    disconnect(siteId, connectionId, onLost) {
      const site = sites.get(siteId);
      if (site?.connection?.id !== connectionId) return;
      site.connection = null;
      site.leaving = setTimeout(() => {
        sites.delete(siteId);
        onLost();
      }, graceMs);
    },
    leave(siteId) {
      clearTimeout(sites.get(siteId)?.leaving);
      sites.delete(siteId);
    },
    close() {
      for (const site of sites.values()) clearTimeout(site.leaving);
    },
  };
}
