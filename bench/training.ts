/** Training speed, as ratios measured in one run: in Node, then in Chromium. */
import type { Check } from './check.ts';
import { trainingInBrowser } from './training/browser.ts';
import { trainingInNode } from './training/node.ts';

/** True when all limits are kept. */
export async function training(): Promise<boolean> {
  const node = print(await trainingInNode());
  const browser = await trainingInBrowser();
  if (browser === null) console.log('In Chromium: skipped, none was found. Name one with CHROMIUM_PATH.');
  return print(browser ?? []) && node;
}

function print(checks: readonly Check[]): boolean {
  for (const { text } of checks) console.log(text);
  return checks.every(({ kept }) => kept);
}
