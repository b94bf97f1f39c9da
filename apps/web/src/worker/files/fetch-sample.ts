/** A sample that the web app itself offers, as a file. */
import { fail, ok, type Result } from '@fedhealth/fl-core/lib';
import { CANCELLED, type SampleFile } from '../api/api.ts';

export async function fetchSample(sample: SampleFile, signal: AbortSignal): Promise<Result<Blob>> {
  try {
    const response = await fetch(sample.url, { signal });
    if (response.ok) return ok(await response.blob());
  } catch {
    // No answer, or cancelled: told apart below.
    if (signal.aborted) return fail({ code: CANCELLED, message: 'Reading was cancelled.' });
  }
  return fail({
    code: 'SAMPLE_UNREACHABLE',
    message:
      'The sample data could not be fetched. Check the connection and try again, or use a file of your own.',
  });
}
