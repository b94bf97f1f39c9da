import type { z } from 'zod';

const TYPES: Readonly<Record<string, string>> = {
  string: 'Write a text here.',
  number: 'Give a number.',
  int: 'Give a whole number.',
  boolean: 'Say true or false.',
  array: 'Give a list.',
  tuple: 'Give a low and a high number.',
  object: 'Give an object with its fields.',
};

/**
 * What is wrong with a value, for a person who fills in a form; undefined where the schema's own words serve.
 * Handed to zod as its error map, so the schema stays the only place that knows the rules.
 */
export function plainMessage(issue: z.core.$ZodRawIssue): string | undefined {
  switch (issue.code) {
    case 'invalid_type':
      if (issue.input === undefined || issue.input === null || issue.input === '') return 'Fill this in.';
      return TYPES[issue.expected] ?? undefined;
    case 'too_small':
      if (issue.origin === 'string') return 'Fill this in.';
      if (issue.origin === 'array') return `Give at least ${issue.minimum}.`;
      return `Give ${issue.inclusive ? 'at least' : 'more than'} ${issue.minimum}.`;
    case 'too_big':
      if (issue.origin === 'string') return `Use at most ${issue.maximum} characters.`;
      if (issue.origin === 'array') return `Give at most ${issue.maximum}.`;
      return `Give ${issue.inclusive ? 'at most' : 'less than'} ${issue.maximum}.`;
    case 'invalid_value':
      return `Choose one of ${issue.values.map(String).join(', ')}.`;
    case 'invalid_union': {
      const field = issue.path?.at(-1);
      if (field === 'range') return 'Give both ends of the range as numbers, or neither.';
      if (field === 'classWeights') return 'Give both weights as numbers above 0.';
      return 'This does not fit.';
    }
    default:
      return undefined;
  }
}
