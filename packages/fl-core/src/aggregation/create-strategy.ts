/** From a study's words to an aggregation algorithm. */
import { fail, ok, type Result } from '../lib/result.ts';
import type { StrategyDefinition } from './definition.ts';
import { DEFINITIONS } from './definitions.ts';
import { canonicalNames } from './parameter.ts';
import type { Strategy } from './strategy.ts';

/** The kinds of algorithm there are. */
export const STRATEGY_KINDS: readonly string[] = DEFINITIONS.map(({ kind }) => kind);

/** An algorithm's kind and its parameters, by any of their names; those left out take their defaults. */
export interface StrategyConfig {
  readonly kind: string;
  readonly [parameter: string]: unknown;
}

const plain = (name: string): string => name.toLowerCase().replace(/[^a-z]/g, '');

/** Papers write FedAvg, code writes fedAvg or fed-avg: all mean the same algorithm. */
function definitionOf(kind: string): StrategyDefinition | undefined {
  return DEFINITIONS.find((one) =>
    [one.kind, ...(one.otherNames ?? [])].some((name) => plain(name) === plain(kind)),
  );
}

const invalid = (why: string) =>
  fail({ code: 'STRATEGY_INVALID', message: `This aggregation strategy cannot be used: ${why}.` });

/** An algorithm with every parameter that it reads, defaults filled in. */
export interface ReadStrategy {
  readonly kind: string;
  /** As its paper writes it. */
  readonly title: string;
  readonly parameters: Readonly<Record<string, string | number>>;
}

interface Read {
  readonly definition: StrategyDefinition;
  readonly values: unknown;
}

function read(config: unknown): Result<Read> {
  if (typeof config !== 'object' || config === null) return invalid('strategy: it has to be an object');
  const { kind, ...given } = { kind: undefined, ...config };
  const definition = definitionOf(String(kind));
  if (definition === undefined) {
    return invalid(`there is no algorithm "${String(kind)}"; there are ${STRATEGY_KINDS.join(', ')}`);
  }
  const { values, errors } = canonicalNames(given, definition.parameters);
  if (errors.length > 0) return invalid(errors.join('; '));
  const parsed = definition.schema.safeParse(values);
  if (parsed.success) return ok({ definition, values: parsed.data });
  const issues = parsed.error.issues.map(
    ({ path, message }) => `${path.join('.') || 'strategy'}: ${message}`,
  );
  return invalid(issues.join('; '));
}

/**
 * Reads an algorithm and its parameters from a study. Errors
 * (`STRATEGY_INVALID`) name the unknown kind or the parameter that does not fit.
 */
export function parseStrategy(config: unknown): Result<Strategy> {
  const parsed = read(config);
  return parsed.ok ? ok(parsed.value.definition.build(parsed.value.values)) : parsed;
}

/** What an algorithm is set to, canonical names and defaults included. Errors as `parseStrategy`. */
export function readStrategy(config: unknown): Result<ReadStrategy> {
  const parsed = read(config);
  if (!parsed.ok) return parsed;
  const { kind, title, parameters } = parsed.value.definition;
  const values = Object.entries(Object(parsed.value.values)).flatMap(([name, value]) =>
    parameters[name]?.unused !== true && (typeof value === 'number' || typeof value === 'string')
      ? [[name, value] as const]
      : [],
  );
  return ok({ kind, title, parameters: Object.fromEntries(values) });
}

/** As `parseStrategy`, for configurations written in code. @throws RangeError with the same message. */
export function createStrategy(config: StrategyConfig): Strategy {
  const parsed = parseStrategy(config);
  if (parsed.ok) return parsed.value;
  throw new RangeError(parsed.error.message);
}
