/** What the federation loses to connections of strangers. */
import { hostileConnections } from './federation/hostile.ts';

/** True when all limits are kept. */
export async function hostile(): Promise<boolean> {
  const checks = await hostileConnections();
  for (const { text } of checks) console.log(text);
  return checks.every(({ kept }) => kept);
}
