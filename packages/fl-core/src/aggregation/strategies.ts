import type { StrategyDescription } from './definition.ts';
import { DEFINITIONS } from './definitions.ts';
import type { Parameters } from './parameter.ts';

const shown = (parameters: Parameters): Parameters =>
  Object.fromEntries(Object.entries(parameters).filter(([, { unused }]) => unused !== true));

/** Every algorithm with its paper and its parameters' labels, meanings, defaults and ranges, for forms and docs. */
export const STRATEGIES: readonly StrategyDescription[] = DEFINITIONS.map(
  ({ kind, title, paper, summary, parameters, limits }) => ({
    kind,
    title,
    paper,
    summary,
    parameters: shown(parameters),
    limits,
  }),
);
