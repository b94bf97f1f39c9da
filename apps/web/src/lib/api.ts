/** The coordinator's REST API, each answer parsed on arrival. Problems are values in words for a person. */
import { fail, ok, type Problem, type Result } from '@fedhealth/fl-core/lib';
import { apiErrorSchema } from '@fedhealth/fl-core/protocol';
import type { z } from 'zod';

/** A problem of a request; `status` is 0 when nothing answered. */
export interface ApiProblem extends Problem {
  readonly status: number;
  /** The version that a study can be saved as instead. */
  readonly nextVersion?: number | undefined;
}

interface ApiRequest {
  method?: 'GET' | 'POST' | 'DELETE';
  body?: unknown;
  signal?: AbortSignal;
}

const unreachable: ApiProblem = {
  status: 0,
  code: 'UNREACHABLE',
  message: 'The coordinator does not answer. Check this computer’s network connection and try again.',
};

async function send(
  path: string,
  { method = 'GET', body, signal }: ApiRequest,
): Promise<Result<Response, ApiProblem>> {
  try {
    const response = await fetch(path, {
      method,
      credentials: 'same-origin',
      headers: {
        accept: 'application/json',
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      ...(signal ? { signal } : {}),
    });
    if (response.ok) return ok(response);
    const told = apiErrorSchema.safeParse(await response.json().catch(() => null));
    return fail(
      told.success
        ? { ...told.data.error, status: response.status }
        : {
            status: response.status,
            code: `HTTP_${response.status}`,
            message: `The coordinator answered with an error (${response.status}).`,
          },
    );
  } catch {
    // fetch rejects only when nothing came back: no network, no server, or the request was aborted.
    return fail(unreachable);
  }
}

/** Sends a request under `/api` and parses the answer with `schema`. */
export async function apiJson<S extends z.ZodType>(
  path: string,
  schema: S,
  request: ApiRequest = {},
): Promise<Result<z.output<S>, ApiProblem>> {
  const sent = await send(path, request);
  if (!sent.ok) return sent;
  const parsed = schema.safeParse(await sent.value.json().catch(() => undefined));
  if (parsed.success) return ok(parsed.data);
  return fail({
    status: sent.value.status,
    code: 'ANSWER_UNREADABLE',
    message:
      'The coordinator’s answer could not be read. This page may be older than the coordinator: reload it.',
  });
}

/** A request whose answer has no content, as a DELETE (204). */
export async function apiEmpty(path: string, request: ApiRequest = {}): Promise<Result<null, ApiProblem>> {
  const sent = await send(path, request);
  return sent.ok ? ok(null) : sent;
}
