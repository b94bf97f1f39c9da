/** What surrounds every event a hospital sends: parse it, answer it, and never let it end the process. */
import { ok, type Result } from '@fedhealth/fl-core/lib';
import { type ProtocolError, protocolError, type Reply, refuse } from '@fedhealth/fl-core/protocol';
import type { Logger } from 'pino';
import type { z } from 'zod';

/** Whether the last of a message's arguments is how to answer it. */
export const isAck = (value: unknown): value is (reply: Reply<unknown>) => void =>
  typeof value === 'function';

/**
 * A listener for one event. The last argument is the acknowledgement if it is a
 * function; the first is parsed by `schema`. A handler that throws answers INTERNAL. `onMalformed` hears of
 * messages that could not be read.
 */
export function answer<Message, Value>(
  schema: z.ZodType<Message>,
  handle: (message: Message, attachment: unknown) => Promise<Reply<Value>> | Reply<Value>,
  logger: Logger,
  onMalformed: (error: ProtocolError, raw: unknown) => void = () => undefined,
): (...args: unknown[]) => void {
  return (...args) => {
    const last = args.at(-1);
    const ack = isAck(last) ? last : () => undefined;
    const read = readMessage(schema, args[0]);
    if (!read.ok) {
      onMalformed(read.error, args[0]);
      return ack(read);
    }
    Promise.resolve()
      .then(() => handle(read.value, args.length > 2 ? args[1] : undefined))
      .then(ack)
      .catch((error: unknown) => {
        logger.error({ err: error }, 'A hospital’s message could not be handled.');
        ack({ ok: false, error: protocolError('INTERNAL') });
      });
  };
}

/** The message, or BAD_MESSAGE with the first places that do not fit. */
export function readMessage<Message>(
  schema: z.ZodType<Message>,
  raw: unknown,
): Result<Message, ProtocolError> {
  const parsed = schema.safeParse(raw);
  if (parsed.success) return ok(parsed.data);
  const places = parsed.error.issues
    .slice(0, 3)
    .map((issue) => `${issue.path.join('.') || 'message'}: ${issue.message}`);
  return refuse('BAD_MESSAGE', places.join('; '));
}

/** Answers an event nobody listens to, when the sender waits for an answer. */
export function answerUnknown(args: readonly unknown[]): void {
  const last = args.at(-1);
  if (isAck(last)) last({ ok: false, error: protocolError('UNKNOWN_EVENT') });
}
