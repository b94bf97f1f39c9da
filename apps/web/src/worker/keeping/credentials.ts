/**
 * What the coordinator gave this hospital, kept in the browser so that it is known again after a reload.
 * One entry for each coordinator, study and hospital name: several hospitals may share a workstation.
 */
import type { CredentialStore, SiteCredentials } from '@fedhealth/fl-core/site';
import { z } from 'zod';
import { createBrowserStore } from './browser-store.ts';

const storedSchema = z.object({ siteId: z.string().min(1), secret: z.string().min(1) });

/** Where nothing can be kept, the copy in memory serves while the page lives; then the invite link serves again. */
export function createCredentialStore(coordinator: string, studyId: string, name: string): CredentialStore {
  const kept = createBrowserStore('fedhealth', 'credentials');
  const key = JSON.stringify([coordinator, studyId, name]);
  let held: SiteCredentials | null = null;
  return {
    async load() {
      if (held) return held;
      const stored = storedSchema.safeParse(await kept.get(key));
      held = stored.success ? stored.data : null;
      return held;
    },
    async save(credentials) {
      held = credentials;
      await kept.put(key, credentials);
    },
    async clear() {
      held = null;
      await kept.delete(key);
    },
  };
}
