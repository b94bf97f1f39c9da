/** A value or an error, as data: nothing that can be expected to go wrong throws. */
export type Result<T, E = Problem> = { ok: true; value: T } | { ok: false; error: E };

/** What went wrong, in words for a person, with a code for a program. */
export interface Problem {
  readonly code: string;
  readonly message: string;
}

export const ok = <T>(value: T): { ok: true; value: T } => ({ ok: true, value });

export const fail = <E = Problem>(error: E): { ok: false; error: E } => ({ ok: false, error });

/** The value of a result, or a thrown Error with the problem's message: for the edges of a program. */
export function unwrap<T>(result: Result<T>): T {
  if (result.ok) return result.value;
  throw new Error(result.error.message);
}
