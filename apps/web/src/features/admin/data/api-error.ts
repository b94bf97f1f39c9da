/** A refused request as an exception, the only form TanStack Query knows. */
import type { Result } from '@fedhealth/fl-core/lib';
import type { ApiProblem } from '../../../lib/api.ts';

export class ApiError extends Error {
  readonly code: string;
  /** The HTTP status; 0 when nothing answered. */
  readonly status: number;
  /** The version that a study can be saved as instead. */
  readonly nextVersion: number | undefined;

  constructor({ code, message, status, nextVersion }: ApiProblem) {
    super(message);
    this.name = 'ApiError';
    this.code = code;
    this.status = status;
    this.nextVersion = nextVersion;
  }
}

/** The value of an answer, or a thrown `ApiError`. */
export function orThrow<T>(answer: Result<T, ApiProblem>): T {
  if (answer.ok) return answer.value;
  throw new ApiError(answer.error);
}

/** The session has ended: the person has to sign in again. */
export const isSignedOut = (error: unknown): boolean => error instanceof ApiError && error.status === 401;
