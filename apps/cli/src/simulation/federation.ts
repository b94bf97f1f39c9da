/** A real coordinator on a free port, and real site processes joined to it. */
import { randomBytes } from 'node:crypto';
import type { Settings } from '@fedhealth/coordinator';
import { createApp, createLive } from '@fedhealth/coordinator';
import type { HeadlessReading } from '@fedhealth/coordinator/files';
import type { Study } from '@fedhealth/fl-core/study';
import type { Logger } from 'pino';
import { type CoordinatorClient, createCoordinatorClient } from './coordinator-client.ts';
import { type SiteProcess, startSiteProcess } from './site-process.ts';

export interface SiteSource {
  readonly name: string;
  readonly csv: string;
}

export interface Federation {
  readonly url: string;
  readonly adminToken: string;
  readonly inviteLink: string;
  readonly client: CoordinatorClient;
  readonly sites: readonly SiteProcess[];
  /** Rejects, saying why, as soon as a site's process ends; never resolves. */
  readonly broken: Promise<never>;
  close(): Promise<void>;
}

export interface FederationOptions {
  readonly settings: Settings;
  readonly study: Study;
  readonly sites: readonly SiteSource[];
  readonly reading?: HeadlessReading | undefined;
  readonly engine?: string | undefined;
  readonly compare: boolean;
  readonly logger: Logger;
}

const POLL_MS = 100;
/** Whoever looks at the demo may join it. */
const MORE_SITES = 10;
export const pause = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, POLL_MS));

/** Starts everything and waits until every site is ready. Throws, leaving nothing running, when one cannot join. */
export async function openFederation(options: FederationOptions): Promise<Federation> {
  const { study, sites, reading, engine, compare, logger } = options;
  const app = await createApp(options.settings, logger, createLive);
  const started: SiteProcess[] = [];
  const close = async (): Promise<void> => {
    await Promise.all(started.map((site) => site.stop()));
    await app.close();
  };
  try {
    const token = randomBytes(24).toString('base64url');
    await app.store.invites.create({
      studyId: study.id,
      token,
      label: null,
      admits: sites.length + MORE_SITES,
    });
    const link = `${app.url}/site?invite=${token}`;
    const client = createCoordinatorClient(app.url, app.adminToken.value);
    for (const { name, csv } of sites)
      started.push(startSiteProcess({ link, name, csv, reading, engine, compare }));
    const broken = new Promise<never>((_, reject) => {
      for (const { report } of started) report.catch(reject);
    });
    broken.catch(() => undefined);
    const joined = async (): Promise<void> => {
      while ((await client.sites()).filter((site) => site.ready).length < sites.length) await pause();
    };
    await Promise.race([joined(), broken]);
    // Their files are this machine's own: nobody has to be asked for them.
    for (const site of await client.sites()) await client.confirmRows(site);
    return {
      url: app.url,
      adminToken: app.adminToken.value,
      inviteLink: link,
      client,
      sites: started,
      broken,
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}
