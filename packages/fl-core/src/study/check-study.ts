import type { z } from 'zod';
import { fail, ok, type Result } from '../lib/result.ts';
import { plainMessage } from './plain-message.ts';
import { type Study, studySchema } from './schema.ts';
import { namePlaces, type StudyPlace } from './study-names.ts';

/**
 * Reads a study as an editor does: against the same schema as `parseStudy`, with each place that does not fit
 * by itself. It also tells what the schema cannot see, and no hospital's file could satisfy: a split by time
 * without a timestamp, one value for both outcomes, a column in two roles.
 */
export function checkStudy(input: unknown): Result<Study, readonly StudyPlace[]> {
  const parsed = studySchema.safeParse(input, { error: plainMessage });
  if (!parsed.success) return fail(parsed.error.issues.flatMap((issue) => placesOf(issue, [])));
  const places = [...namePlaces(parsed.data), ...contradictions(parsed.data)].map(({ path, message }) => ({
    path,
    message: sentence(message),
  }));
  return places.length === 0 ? ok(parsed.data) : fail(places);
}

/** Of a choice between forms, what is wrong with the form that was meant: the one whose `kind` fits. */
function placesOf(issue: z.core.$ZodIssue, before: readonly PropertyKey[]): StudyPlace[] {
  const path = [...before, ...issue.path];
  if (issue.code === 'invalid_union') {
    const meant = issue.errors.filter((issues) => !issues.some(({ path: [first] }) => first === 'kind'));
    const [only] = meant;
    const inside = only?.some((one) => one.path.length > 0);
    if (meant.length === 1 && only && inside) return only.flatMap((one) => placesOf(one, path));
  }
  return [{ path: path.map(String).join('.'), message: sentence(issue.message) }];
}

function contradictions(study: Study): StudyPlace[] {
  const { label, split, subject, timestamp, features } = study;
  const places: StudyPlace[] = [];
  const add = (path: string, message: string) => places.push({ path, message });
  if (split.kind === 'timeOrdered' && timestamp === undefined)
    add('timestamp', 'A split by time needs the column that holds the time.');
  if (label.negative !== undefined && label.negative.trim() === label.positive.trim())
    add('label.negative', 'The value for “no” must be another than the one for “yes”.');
  const splitColumn = split.kind === 'column' ? split.column : undefined;
  if (splitColumn === label.column)
    add('split.column', 'This column is the label, so it cannot tell the test rows as well.');
  if (subject === label.column) add('subject', 'This column is the label, so it cannot name the subject.');
  features.forEach(({ name }, index) => {
    const path = `features.${index}.name`;
    if (name === subject) add(path, `“${name}” names the subject, so it cannot be a feature as well.`);
    if (name === splitColumn) add(path, `“${name}” tells the test rows, so it cannot be a feature as well.`);
  });
  return places;
}

const sentence = (message: string): string => {
  const begun = message.charAt(0).toUpperCase() + message.slice(1);
  return /[.!?]$/.test(begun) ? begun : `${begun}.`;
};
