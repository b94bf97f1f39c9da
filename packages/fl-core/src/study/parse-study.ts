import { fail, ok, type Problem, type Result } from '../lib/result.ts';
import { type Study, studySchema } from './schema.ts';

/**
 * Reads a study from parsed JSON. The error names each place that does not fit,
 * as in `features.2.kind: …`.
 */
export function parseStudy(input: unknown): Result<Study, Problem> {
  const parsed = studySchema.safeParse(input);
  if (parsed.success) return ok(parsed.data);
  const places = parsed.error.issues.map((issue) => `${issue.path.join('.') || 'study'}: ${issue.message}`);
  return fail({ code: 'STUDY_INVALID', message: `This study cannot be used: ${places.join('; ')}.` });
}
