/** Writes down what a headless site's own rules refused, whole, for whoever has to look into it. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Evidence, SiteSnapshot } from '@fedhealth/fl-core/site';

/** The newest refusal is one file in the state folder, which the next one replaces; without a folder it is told only. */
export function evidenceIn(folder: string | null, name: string, say: (sentence: string) => void) {
  let told: number | null = null;
  return ({ refusals }: SiteSnapshot, evidence: () => Evidence | null): void => {
    const newest = refusals?.at(-1);
    if (!newest || newest.at === told) return;
    told = newest.at;
    const whole = evidence();
    if (folder === null || whole === null) return;
    const readable = name.replace(/[^\p{L}\p{N}]+/gu, '-').slice(0, 40);
    const path = join(folder, `${readable}.refused.json`);
    try {
      mkdirSync(folder, { recursive: true, mode: 0o700 });
      writeFileSync(path, JSON.stringify(whole, null, 2), { mode: 0o600 });
      say(`What was asked is kept as evidence in ${path}.`);
    } catch (error) {
      say(
        `The evidence could not be kept in ${path} (${error instanceof Error ? error.message : String(error)}).`,
      );
    }
  };
}
