/** Lists as people type them: separated by commas. */
import type { Json } from './json-path.ts';

const parts = (text: string): string[] =>
  text
    .split(',')
    .map((part) => part.trim())
    .filter(Boolean);

export const listText = (value: Json | undefined): string =>
  Array.isArray(value) ? value.map(String).join(', ') : '';

/** `F, M` → `["F", "M"]`; undefined when nothing is listed. */
export function readTexts(text: string): string[] | undefined {
  const list = parts(text);
  return list.length > 0 ? list : undefined;
}

/** `64, 32` → `[64, 32]`; what is no number stays text, so that the schema names it. */
export const readNumbers = (text: string): (number | string)[] =>
  parts(text).map((part) => (Number.isNaN(Number(part)) ? part : Number(part)));
