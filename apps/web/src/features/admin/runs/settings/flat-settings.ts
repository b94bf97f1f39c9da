/** Settings as one list: each place by its path, its value as text. */

const isBranch = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** `{ federation: { rounds: 5 } }` → `federation.rounds` → "5". What is undefined is left out; lists are one value. */
export function flatSettings(settings: object): Map<string, string> {
  const flat = new Map<string, string>();
  const walk = (value: unknown, path: string): void => {
    if (value === undefined) return;
    if (isBranch(value)) {
      for (const [key, below] of Object.entries(value)) walk(below, path === '' ? key : `${path}.${key}`);
    } else if (Array.isArray(value)) {
      flat.set(path, value.length === 0 ? 'none' : value.map(String).join(', '));
    } else {
      flat.set(path, value === null ? 'none' : String(value));
    }
  };
  walk(settings, '');
  return flat;
}
