/** A study from a JSON file, as people's editors write one. */
import { readFileSync, statSync } from 'node:fs';
import { parseStrategy } from '@fedhealth/fl-core/aggregation';
import { fail, ok, type Result } from '@fedhealth/fl-core/lib';
import { parseStudy, type Study } from '@fedhealth/fl-core/study';

/** The mark that a text in UTF-16 begins with, low byte first or last. */
const UTF16LE = [0xff, 0xfe];
const UTF16BE = [0xfe, 0xff];

/**
 * Reads a study from a file in UTF-8 or UTF-16, with or without a byte order mark. Problems: `STUDY_FILE` (it cannot
 * be read), and those of the study itself, its strategy among them.
 */
export function readStudyFile(path: string): Result<Study> {
  const content = readJson(path);
  if (!content.ok) return content;
  const study = parseStudy(content.value);
  if (!study.ok) return study;
  const strategy = parseStrategy(study.value.federation.strategy);
  return strategy.ok ? study : strategy;
}

function readJson(path: string): Result<unknown> {
  const unreadable = (why: string) =>
    fail({ code: 'STUDY_FILE', message: `The study file ${path} cannot be read: ${why}.` });
  try {
    if (statSync(path).isDirectory()) return unreadable('it is a folder. Name the JSON file in it');
    const text = decode(readFileSync(path));
    return text === null ? unreadable('it is no text in UTF-8 or UTF-16') : ok(JSON.parse(text));
  } catch (error) {
    return unreadable(error instanceof Error ? error.message : String(error));
  }
}

/** Null for what is no text. */
function decode(bytes: Uint8Array): string | null {
  const begins = (mark: readonly number[]): boolean => mark.every((byte, index) => bytes[index] === byte);
  const encoding = begins(UTF16LE) ? 'utf-16le' : begins(UTF16BE) ? 'utf-16be' : 'utf-8';
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}
