/** What a person chooses of a strategy, from the table that the strategies themselves are read with. */
import {
  isNamed,
  type NumberParameter,
  type Parameter,
  STRATEGIES,
  type StrategyDescription,
} from '@fedhealth/fl-core/aggregation';
import type { JsonObject } from './json-path.ts';

/** The algorithm of a kind, however it is written; undefined where there is none. */
export function describedStrategy(kind: string): StrategyDescription | undefined {
  const plain = (name: string): string => name.toLowerCase().replace(/[^a-z]/g, '');
  return STRATEGIES.find((one) => plain(one.kind) === plain(kind));
}

/** A newly chosen strategy: with a good first value where a default would leave it without effect. */
export function freshStrategy(kind: string): JsonObject {
  const parameters = Object.entries(describedStrategy(kind)?.parameters ?? {});
  const suggested = parameters.flatMap(([name, parameter]) =>
    parameter.type === 'number' && parameter.suggested !== undefined ? [[name, parameter.suggested]] : [],
  );
  return { kind, ...Object.fromEntries(suggested) };
}

/** The name that the study has a parameter under: a paper's, Flower's or its own. */
export const nameInStudy = (strategy: JsonObject, name: string, parameter: Parameter): string =>
  Object.keys(strategy).find((given) => given !== 'kind' && isNamed(given, name, parameter)) ?? name;

/** Meaning, range and default, as one line under the field. */
export function explained(parameter: NumberParameter): string {
  const { meaning, min, max, above, below, default: standard } = parameter;
  const low = min === undefined ? (above === undefined ? '' : `above ${above}`) : `from ${min}`;
  const high = max === undefined ? (below === undefined ? '' : `below ${below}`) : `up to ${max}`;
  const range = [low, high].filter((part) => part !== '').join(', ');
  const left = standard === null ? '' : `Left empty: ${standard}.`;
  return [meaning, range && `${range[0]?.toUpperCase()}${range.slice(1)}.`, left].filter(Boolean).join(' ');
}
