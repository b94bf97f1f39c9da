/** What the federation itself costs: rounds of few and of many sites, aggregation, compression. */
import { aggregation } from './aggregation.ts';
import type { Check } from './check.ts';
import { compression } from './compression.ts';
import { manySites } from './federation/many-sites.ts';
import { threeSites } from './federation/three-sites.ts';

/** True when all limits are kept. */
export async function federation(): Promise<boolean> {
  const results = [
    print(await threeSites()),
    print(await manySites()),
    await aggregation(),
    await compression(),
  ];
  return results.every(Boolean);
}

function print(checks: readonly Check[]): boolean {
  for (const { text } of checks) console.log(text);
  return checks.every(({ kept }) => kept);
}
