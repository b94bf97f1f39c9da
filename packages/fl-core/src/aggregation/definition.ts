import type { Limits } from './limits.ts';
import { type Parameters, parametersSchema, type ValuesOf } from './parameter.ts';
import type { Strategy } from './strategy.ts';

/** An algorithm as a person chooses it: name, source, meaning, parameters. */
export interface StrategyDescription {
  readonly kind: string;
  /** As its paper writes it. */
  readonly title: string;
  readonly paper: string;
  /** What it does and when it is the right one, in a sentence or two. */
  readonly summary: string;
  readonly parameters: Parameters;
  /** What it withstands and what not. */
  readonly limits: Limits;
}

/** An algorithm: its description, and what makes it of parameters that have been read. */
export interface StrategyDefinition extends StrategyDescription {
  /** Other names of the algorithm, beside its kind. */
  readonly otherNames?: readonly string[];
  readonly schema: ReturnType<typeof parametersSchema>;
  build(values: unknown): Strategy;
}

interface Definition<P extends Parameters> extends StrategyDescription {
  readonly parameters: P;
  readonly otherNames?: readonly string[];
  build(values: ValuesOf<P>): Strategy;
}

/** Ties an algorithm to its parameters; `build` gets what the schema of just these parameters gave. */
export function defineStrategy<const P extends Parameters>(definition: Definition<P>): StrategyDefinition {
  return {
    ...definition,
    schema: parametersSchema(definition.parameters),
    build: (values) => definition.build(values as ValuesOf<P>),
  };
}
