/**
 * Hospitals that hang, or send what cannot be read (SPEC.md, R30). Each such miss costs a round its deadline at most
 * twice in a row: then the hospital is set aside until it answers. It still gets the work, so that it can.
 */
import type { RoundEffect, RoundState, WorkStatus } from './state.ts';

/** So many misses in a row, and a site is not waited for. */
const MISSES = 2;

type Step = readonly [RoundState, readonly RoundEffect[]];

/** Each of `sites` has missed once more. Who is needed, since the others would be too few, is not set aside. */
export function missed(state: RoundState, sites: readonly string[]): Step {
  if (sites.length === 0) return [state, []];
  const counts = sites.map((site): [string, number] => [site, missesOf(state, site) + 1]);
  const over = counts.filter(([site, count]) => count >= MISSES && !state.aside.includes(site));
  const late = over.map(([site]) => site);
  const others = state.present.filter((site) => !state.aside.includes(site) && !late.includes(site));
  const aside = others.length >= Math.max(1, state.plan.minSites) ? late : [];
  return [
    {
      ...state,
      misses: { ...state.misses, ...Object.fromEntries(counts) },
      aside: [...state.aside, ...aside].sort(),
    },
    aside.map((site) => ({ kind: 'setAside', site, round: state.round })),
  ];
}

/** The site has answered, well or not: what it missed before is forgotten. */
export function heardFrom(state: RoundState, site: string): Step {
  if (!Object.hasOwn(state.misses, site)) return [state, []];
  const { [site]: _, ...misses } = state.misses;
  const wasAside = state.aside.includes(site);
  const aside = state.aside.filter((other) => other !== site);
  return [{ ...state, misses, aside }, wasAside ? [{ kind: 'takeBack', site, round: state.round }] : []];
}

/** How those who are asked begin: who is aside is waited for only where the others would be too few. */
export function standing(
  state: RoundState,
  sites: readonly string[],
  needed: number,
): [string, WorkStatus][] {
  const waited = sites.filter((site) => !state.aside.includes(site)).length;
  return sites.map((site) => [
    site,
    state.aside.includes(site) && waited >= Math.max(1, needed) ? 'aside' : 'working',
  ]);
}

const missesOf = ({ misses }: RoundState, site: string): number =>
  Object.hasOwn(misses, site) ? (misses[site] ?? 0) : 0;
