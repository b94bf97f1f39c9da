/** What the API answers when it cannot do what was asked. */
import type { Problem } from '@fedhealth/fl-core/lib';
import type { apiErrorSchema } from '@fedhealth/fl-core/protocol';
import type { ErrorRequestHandler } from 'express';
import type { Logger } from 'pino';
import { z } from 'zod';
import { storeTrouble } from '../storage/health/trouble.ts';

/** A refusal with its HTTP status; the message is for a person. */
export class ApiError extends Error {
  readonly status: number;
  readonly code: string;
  readonly details: ErrorDetails;
  readonly headers: Readonly<Record<string, string>>;

  constructor(
    status: number,
    problem: Problem,
    details: ErrorDetails = {},
    headers: Readonly<Record<string, string>> = {},
  ) {
    super(problem.message);
    this.status = status;
    this.code = problem.code;
    this.details = details;
    this.headers = headers;
  }
}

/** What an answer may add for the page that asked. */
export type ErrorDetails = Omit<z.output<typeof apiErrorSchema>['error'], 'code' | 'message'>;

const missing = new Set([
  'STUDY_UNKNOWN',
  'RUN_UNKNOWN',
  'SITE_UNKNOWN',
  'MODEL_UNKNOWN',
  'INVITE_UNKNOWN',
  'INVITE_INVALID',
]);

/** The refusal that a domain problem becomes: 404 for what is not there, 409 for what cannot be done now. */
export const refusal = (problem: Problem): ApiError =>
  new ApiError(missing.has(problem.code) ? 404 : 409, problem);

/** The body's, query's or path's value, or a 400 that names each place that does not fit. */
export function parseInput<T>(schema: z.ZodType<T>, input: unknown): T {
  const parsed = schema.safeParse(input);
  if (parsed.success) return parsed.data;
  const places = parsed.error.issues.map((issue) => `${issue.path.join('.') || 'request'}: ${issue.message}`);
  throw new ApiError(400, {
    code: 'BAD_REQUEST',
    message: `The request does not fit: ${places.join('; ')}.`,
  });
}

/** What Express's own parts throw: a malformed body, a path that cannot be decoded. */
const httpErrorSchema = z.object({ status: z.number().int().min(400).max(499), type: z.string().optional() });

const SENTENCES: Record<string, string> = {
  'entity.parse.failed': 'The body of the request is not valid JSON.',
  'entity.too.large': 'The body of the request is too large.',
  'encoding.unsupported': 'The body of the request has an encoding that is not supported.',
  'charset.unsupported': 'The body of the request has a character set that is not supported.',
};

/** Turns anything thrown into `{ error: { code, message } }`; what was not expected is logged and hidden. */
export function apiErrorHandler(logger: Logger): ErrorRequestHandler {
  return (error, request, response, next) => {
    if (response.headersSent) {
      next(error);
      return;
    }
    if (error instanceof ApiError) {
      response
        .status(error.status)
        .set(error.headers)
        .json({ error: { code: error.code, message: error.message, ...error.details } });
      return;
    }
    const known = httpErrorSchema.safeParse(error);
    if (known.success) {
      const message = SENTENCES[known.data.type ?? ''] ?? 'The request cannot be read.';
      response.status(known.data.status).json({ error: { code: 'BAD_REQUEST', message } });
      return;
    }
    const trouble = storeTrouble(error);
    if (trouble !== null) {
      logger.error({ err: error, method: request.method, path: request.path }, 'The store cannot write.');
      response.status(507).json({ error: trouble });
      return;
    }
    logger.error({ err: error, method: request.method, path: request.path }, 'A request failed.');
    const message = 'Something went wrong at the coordinator. Nothing was changed; try again.';
    response.status(500).json({ error: { code: 'INTERNAL', message } });
  };
}
