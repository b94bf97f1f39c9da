/** Where a headless site keeps what the coordinator gave it, to be known again after a restart. */
import { createHash } from 'node:crypto';
import { homedir } from 'node:os';
import { isAbsolute, join } from 'node:path';
import type { CredentialStore, SiteCredentials } from '@fedhealth/fl-core/site';
import { z } from 'zod';
import { createKeptFile } from './kept-file.ts';

/** Several hospitals, and several studies, may share a folder. */
export interface SiteIdentity {
  readonly coordinator: string;
  readonly studyId: string;
  readonly name: string;
}

const credentialsSchema = z.object({ siteId: z.string().min(1), secret: z.string().min(1) });
const entrySchema = credentialsSchema.extend({
  coordinator: z.string(),
  studyId: z.string(),
  name: z.string(),
});

/** The user's own folder for what programs keep: `$XDG_STATE_HOME/fedhealth`, else `~/.local/state/fedhealth`. */
export function defaultStateFolder(env: NodeJS.ProcessEnv = process.env): string {
  const { XDG_STATE_HOME: base } = env;
  return join(base && isAbsolute(base) ? base : join(homedir(), '.local', 'state'), 'fedhealth');
}

/** A file for each coordinator, study and name, so that sites that share the folder never write the same one. */
export function pathIn(folder: string, { coordinator, studyId, name }: SiteIdentity, what: string): string {
  const hash = createHash('sha256')
    .update(JSON.stringify([coordinator, studyId, name]))
    .digest('hex');
  const readable = `${studyId}-${name}`.replace(/[^\p{L}\p{N}]+/gu, '-').slice(0, 40);
  return join(folder, `${readable}-${hash.slice(0, 16)}.${what}.json`);
}

export function credentialsIn(
  folder: string,
  identity: SiteIdentity,
  say: (sentence: string) => void,
): CredentialStore {
  const file = createKeptFile({
    path: pathIn(folder, identity, 'site'),
    schema: entrySchema,
    holds: 'Who this hospital is',
    without: 'after a restart it joins anew by the invite link, under a name that tells the two apart',
    say,
  });
  return remembering({
    async load() {
      const entry = await file.load();
      return entry && { siteId: entry.siteId, secret: entry.secret };
    },
    save: (credentials) => file.save({ ...identity, ...credentials }),
    clear: file.clear,
  });
}

/** For a site that keeps nothing on disk. */
export const credentialsInMemory = (): CredentialStore =>
  remembering({ load: async () => null, save: async () => undefined, clear: async () => undefined });

/** A copy in memory serves while the process lives, whatever becomes of the file; the same is not written twice. */
function remembering(store: CredentialStore): CredentialStore {
  let held: SiteCredentials | null = null;
  return {
    load: async () => (held ??= await store.load()),
    async save(credentials) {
      if (held?.siteId === credentials.siteId && held.secret === credentials.secret) return;
      held = credentials;
      await store.save(credentials);
    },
    async clear() {
      held = null;
      await store.clear();
    },
  };
}
