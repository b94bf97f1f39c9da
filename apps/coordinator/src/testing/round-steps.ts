import type { ScriptedSite } from './scripted-site.ts';

/** Answers the statistics tasks, so that round 1 is next. */
export async function prepare(...sites: readonly ScriptedSite[]): Promise<void> {
  await Promise.all(sites.map((site) => site.do('moments')));
  await Promise.all(sites.map((site) => site.do('histograms')));
}

/** How each site did in a round, by name. */
export const outcomes = (sites: readonly { name: string; outcome: string }[]) =>
  Object.fromEntries(sites.map(({ name, outcome }) => [name, outcome]));
