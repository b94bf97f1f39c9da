/** A strategy's parameters as data: read by zod, shown in forms, named as papers and libraries name them. */
import { z } from 'zod';

interface Words {
  readonly label: string;
  /** What it does, for a person who chooses it. */
  readonly meaning: string;
  /** Other names it goes by, in papers and in Flower; snake_case is understood by itself. */
  readonly aliases?: readonly string[];
  /** A good first value where the default means "off". */
  readonly suggested?: number;
  /** Read, but without effect and not shown: lets one set of parameters serve several kinds. */
  readonly unused?: boolean;
}

export interface NumberParameter extends Words {
  readonly type: 'number';
  /** Null: may be left out. */
  readonly default: number | null;
  readonly min?: number;
  readonly max?: number;
  /** Exclusive bounds. */
  readonly above?: number;
  readonly below?: number;
  readonly whole?: boolean;
}

export interface ChoiceParameter extends Words {
  readonly type: 'choice';
  readonly default: string;
  /** Value and words. */
  readonly choices: readonly (readonly [value: string, words: string])[];
  /** What true and false stand for, where they are understood. */
  readonly flags?: { readonly true: string; readonly false: string };
}

export type Parameter = NumberParameter | ChoiceParameter;
export type Parameters = Readonly<Record<string, Parameter>>;

/** The values an algorithm is built with. */
export type ValuesOf<P extends Parameters> = {
  readonly [K in keyof P]: P[K] extends ChoiceParameter
    ? P[K]['choices'][number][0]
    : null extends P[K]['default']
      ? number | undefined
      : number;
};

function schemaOf(parameter: Parameter): z.ZodType {
  if (parameter.type === 'choice') {
    const { flags, choices } = parameter;
    const named = z.enum(choices.map(([value]) => value));
    const read = flags
      ? z.preprocess((value) => (typeof value === 'boolean' ? flags[value ? 'true' : 'false'] : value), named)
      : named;
    return read.default(parameter.default);
  }
  const { min, max, above, below, whole } = parameter;
  let number = z.number();
  if (whole) number = number.int();
  if (min !== undefined) number = number.min(min);
  if (max !== undefined) number = number.max(max);
  if (above !== undefined) number = number.gt(above);
  if (below !== undefined) number = number.lt(below);
  return parameter.default === null ? number.optional() : number.default(parameter.default);
}

/** The zod schema of a set of parameters; unknown names are refused. */
export const parametersSchema = (parameters: Parameters): z.ZodType =>
  z.strictObject(Object.fromEntries(Object.entries(parameters).map(([name, p]) => [name, schemaOf(p)])));

/** Whether `name` is one of a parameter's names. */
export const isNamed = (name: string, key: string, { aliases = [] }: Parameter): boolean =>
  name === key || [key, ...aliases].some((known) => plain(known) === plain(name));

const plain = (name: string): string => name.replace(/[_-]/g, '').toLowerCase();

/**
 * Gives every parameter its canonical name. A parameter under two of its names is an
 * error in words; a name that is not known stays, for the schema to refuse.
 */
export function canonicalNames(
  given: Readonly<Record<string, unknown>>,
  parameters: Parameters,
): { values: Record<string, unknown>; errors: string[] } {
  const values = new Map<string, unknown>();
  const names = new Map<string, string>();
  const errors: string[] = [];
  for (const [name, value] of Object.entries(given)) {
    const known = Object.entries(parameters).find(([key, parameter]) => isNamed(name, key, parameter));
    const key = known?.[0] ?? name;
    const twin = names.get(key);
    if (twin !== undefined) errors.push(`give ${twin} or ${name}, which are the same, not both`);
    names.set(key, name);
    values.set(key, value);
  }
  return { values: Object.fromEntries(values), errors };
}
