/** A header's name and unit: `temp (°F)`, `SpO2 [%]`, `heart rate, bpm`, `temp_f`. */
import { canonicalUnit } from './units.ts';

export interface Header {
  /** The name without its unit. */
  readonly base: string;
  /** As it is written; null when the header names none. */
  readonly unit: string | null;
}

/** In brackets anything is taken for a unit; after a comma, slash or underscore only what is known as one. */
export function splitHeader(name: string): Header {
  const bracketed = /^(.*\S)\s*(?:\(([^()]+)\)|\[([^[\]]+)\])$/s.exec(name);
  if (bracketed) return { base: bracketed[1] ?? name, unit: (bracketed[2] ?? bracketed[3] ?? '').trim() };
  const comma = /^(.*\S)\s*[,;]\s*(\S.*)$/s.exec(name);
  if (comma && canonicalUnit(comma[2] ?? '')) return { base: comma[1] ?? name, unit: comma[2] ?? null };
  return { base: name, unit: null };
}

/** Words that name a unit at a header's end, where the rest is a name that the study knows. */
export function splitLastWord(name: string): Header | null {
  const found = /^(.*[^\s_-])[\s_-]+([^\s_-]+)$/s.exec(name);
  const unit = found?.[2];
  return found && unit !== undefined && canonicalUnit(unit) ? { base: found[1] ?? name, unit } : null;
}

/** Names by letters and digits alone: `PM2.5`, `pm_25` and `pm 25` are one. */
export const plainName = (name: string): string =>
  name
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '');
