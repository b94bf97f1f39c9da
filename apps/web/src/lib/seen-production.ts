/** Which production model the people at this computer know of, study by study: the next one is news. */
import { z } from 'zod';

const KEY = 'fedhealth.production';
const seenSchema = z.record(z.string(), z.number());

function read(): Record<string, number> {
  try {
    return seenSchema.parse(JSON.parse(localStorage.getItem(KEY) ?? '{}'));
  } catch {
    // Switched off by a policy, or not ours: every model is news.
    return {};
  }
}

/** The version last seen; null when none was. */
export const seenProduction = (studyId: string): number | null => read()[studyId] ?? null;

export function rememberProduction(studyId: string, version: number): void {
  try {
    localStorage.setItem(KEY, JSON.stringify({ ...read(), [studyId]: version }));
  } catch {
    // Full or switched off: it is told again.
    return;
  }
}
