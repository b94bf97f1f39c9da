import { fail, ok, type Problem, type Result } from '../lib/result.ts';
import { type Study, studySchema } from './schema.ts';
import { namePlaces } from './study-names.ts';

/**
 * Reads a study from parsed JSON. The error names each place that does not fit,
 * as in `features.2.kind: …`.
 */
export function parseStudy(input: unknown): Result<Study, Problem> {
  const parsed = studySchema.safeParse(input);
  const places = parsed.success
    ? namePlaces(parsed.data).map(({ path, message }) => `${path}: ${message}`)
    : parsed.error.issues.map((issue) => `${issue.path.join('.') || 'study'}: ${issue.message}`);
  if (parsed.success && places.length === 0) return ok(parsed.data);
  return fail({ code: 'STUDY_INVALID', message: `This study cannot be used: ${places.join('; ')}.` });
}
