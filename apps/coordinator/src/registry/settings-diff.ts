/** Which settings of two plans differ, each under its path. */
import type { ModelComparisonView } from '@fedhealth/fl-core/protocol';

type Differences = Pick<ModelComparisonView, 'differences' | 'same'>;

/** Lists are one setting each; what is left out on one side is null there. In the order of the first, then the second. */
export function differencesBetween(a: unknown, b: unknown): Differences {
  const [ofA, ofB] = [new Map(leaves(a)), new Map(leaves(b))];
  const settings = [...new Set([...ofA.keys(), ...ofB.keys()])];
  const differences = settings
    .map((setting) => ({ setting, a: ofA.get(setting) ?? null, b: ofB.get(setting) ?? null }))
    .filter((one) => JSON.stringify(one.a) !== JSON.stringify(one.b));
  return { differences, same: settings.length - differences.length };
}

function* leaves(value: unknown, path = ''): Generator<[string, unknown]> {
  if (value === undefined) return;
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    yield [path, value];
    return;
  }
  for (const [key, inner] of Object.entries(value))
    yield* leaves(inner, path === '' ? key : `${path}.${key}`);
}
