/** From a study's words to an aggregation algorithm. */
import { z } from 'zod';
import { fail, ok, type Result } from '../lib/result.ts';
import { fedAdam, fedAdamSchema } from './fed-adam.ts';
import { fedAvg, fedAvgSchema } from './fed-avg.ts';
import type { Strategy } from './strategy.ts';

/** Every algorithm: its parameters, then what makes it of them. A new one is added to both. */
const strategySchema = z.discriminatedUnion('kind', [fedAvgSchema, fedAdamSchema]);

/** An algorithm's kind and its parameters; those left out take their defaults. */
export type StrategyConfig = z.input<typeof strategySchema>;

function build(config: z.output<typeof strategySchema>): Strategy {
  switch (config.kind) {
    case 'fedAvg':
      return fedAvg(config);
    case 'fedAdam':
      return fedAdam(config);
  }
}

/** The kinds of algorithm there are. */
export const STRATEGY_KINDS: readonly string[] = strategySchema.options.map(
  (option) => option.shape.kind.value,
);

/**
 * Reads an algorithm and its parameters from a study. Errors
 * (`STRATEGY_INVALID`) name the unknown kind or the parameter that does not fit.
 */
export function parseStrategy(config: unknown): Result<Strategy> {
  const parsed = strategySchema.safeParse(withKnownKind(config));
  if (parsed.success) return ok(build(parsed.data));
  const kind = z.object({ kind: z.unknown() }).safeParse(config);
  const why =
    kind.success && !STRATEGY_KINDS.includes(String(kind.data.kind))
      ? `there is no algorithm "${String(kind.data.kind)}"; there are ${STRATEGY_KINDS.join(', ')}`
      : parsed.error.issues
          .map((issue) => `${issue.path.join('.') || 'strategy'}: ${issue.message}`)
          .join('; ');
  return fail({ code: 'STRATEGY_INVALID', message: `This aggregation strategy cannot be used: ${why}.` });
}

/** Papers write FedAvg, code writes fedAvg or fed-avg: all mean the same algorithm. */
function withKnownKind(config: unknown): unknown {
  if (typeof config !== 'object' || config === null || !('kind' in config)) return config;
  const plain = (kind: unknown): string =>
    String(kind)
      .toLowerCase()
      .replace(/[^a-z]/g, '');
  const known = STRATEGY_KINDS.find((kind) => plain(kind) === plain(config.kind));
  return known === undefined ? config : { ...config, kind: known };
}

/** As `parseStrategy`, for configurations written in code. @throws RangeError with the same message. */
export function createStrategy(config: StrategyConfig): Strategy {
  const parsed = parseStrategy(config);
  if (parsed.ok) return parsed.value;
  throw new RangeError(parsed.error.message);
}
