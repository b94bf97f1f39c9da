/** Texts that stand for “nothing was measured”. */

/** Words that mean it in any column. */
const EVERYWHERE = new Set(['na', 'n/a', 'nan', 'null', '#n/a', '<na>']);
/** Signs and words that mean it among numbers or times; among texts they may be a value. */
const AMONG_NUMBERS = new Set([
  '-',
  '--',
  '---',
  '–',
  '—',
  '?',
  '??',
  '.',
  '..',
  '*',
  'none',
  'nil',
  'n.a.',
  'n.d.',
  'nd',
  'n/d',
  'missing',
  'unknown',
  'not available',
  'no data',
  '#value!',
  '#div/0!',
  '#ref!',
  '#num!',
  '#null!',
  '#name?',
]);
/** Signs alone are no values among texts either. */
const SIGNS = new Set(['-', '--', '---', '–', '—', '?', '??', '.', '..']);

/** The key by which markers are compared and remembered. */
export const markerKey = (text: string): string => text.trim().toLowerCase();

/** Is the text known to stand for nothing, at least among numbers? */
export const isKnownMarker = (text: string): boolean => {
  const key = markerKey(text);
  return EVERYWHERE.has(key) || AMONG_NUMBERS.has(key);
};

/** Does the text stand for nothing in a column of that kind, unless a person says otherwise? */
export function standsForNothing(text: string, among: 'numbers' | 'texts'): boolean {
  const key = markerKey(text);
  return EVERYWHERE.has(key) || SIGNS.has(key) || (among === 'numbers' && AMONG_NUMBERS.has(key));
}

/** Common spellings of those that count everywhere, for columns with too many texts to keep. */
export const MARKER_SPELLINGS: readonly string[] = [
  ...EVERYWHERE,
  ...[...EVERYWHERE].map((word) => word.toUpperCase()),
  'NaN',
  'Null',
];
