/** A database file that is damaged in many ways: it starts with all that was in it, or says so; it never ends later. */

import { cutTo, type Damage, flip, pageOf, someBytes, spoilText } from '@fedhealth/testing/damages';
import { describe, expect, it } from 'vitest';
import { goodStores } from '../testing/damaged-stores.ts';

const SHARES = Array.from({ length: 12 }, (_, n) => (n + 0.5) / 12);
const HEADER = [0, 16, 18, 19, 20, 21, 24, 28, 31, 36, 40, 44, 47, 56, 59, 60, 92, 96, 100, 101, 105, 108];
const DAMAGES: readonly [string, Damage][] = [
  ...SHARES.map((share): [string, Damage] => [`zeros at ${share.toFixed(2)}`, pageOf(share, 'zeros')]),
  ...SHARES.map((share, n): [string, Damage] => [`noise at ${share.toFixed(2)}`, pageOf(share, 'random', n)]),
  ...SHARES.map((share, n): [string, Damage] => [`64 bytes at ${share.toFixed(2)}`, someBytes(share, 64, n)]),
  ...SHARES.map((share): [string, Damage] => [
    `cut at ${share.toFixed(2)}`,
    cutTo((bytes) => Math.floor(share * bytes)),
  ]),
  ...HEADER.map((at): [string, Damage] => [`byte ${at} flipped`, flip(at)]),
  ...['Note 150.', 'Hospital 7', '{"weights":[', 'round-completed', 'invite-token', 'kysely_migration'].map(
    (text): [string, Damage] => [`no text in "${text}"`, spoilText(text)],
  ),
];

/** In the ordinary tests, a few that none of the others is like. */
const BOUNDED = /^(64 bytes at 0\.(29|79)|byte (18|56|59) flipped|no text in "kysely)/;
const CHOSEN =
  process.env.FEDHEALTH_FAULTS === 'all' ? DAMAGES : DAMAGES.filter(([what]) => BOUNDED.test(what));

describe('[R24] a store with', () => {
  const { judge } = goodStores();
  it.each(CHOSEN)(
    '%s',
    async (_, damage) => {
      expect(['whole', 'told']).toContain(await judge(damage));
    },
    60_000,
  );
});
