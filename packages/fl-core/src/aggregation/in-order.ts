import type { ClientUpdate } from './strategy.ts';

const compare = (a = '', b = ''): number => (a < b ? -1 : a > b ? 1 : 0);

/** By name where every update has one, so that neither sums nor ties depend on who came first. */
export function inOrder<U extends Pick<ClientUpdate, 'id'>>(updates: readonly U[]): readonly U[] {
  if (updates.some(({ id }) => id === undefined)) return updates;
  return [...updates].sort((a, b) => compare(a.id, b.id));
}
