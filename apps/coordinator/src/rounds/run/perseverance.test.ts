import { expect, it } from 'vitest';
import { createPerseverance } from './perseverance.ts';

const full = Object.assign(new Error('database or disk is full'), { code: 'SQLITE_FULL' });

it('[R12] tries the same step until the store takes it, and says when it is held up and when it goes on', async () => {
  const said: (string | null)[] = [];
  const perseverance = createPerseverance(1, () => said.push(perseverance.trouble()?.code ?? null));
  let tries = 0;
  await perseverance.run(async () => {
    tries++;
    if (tries < 4) throw full;
  });
  expect([tries, said]).toEqual([4, ['STORE_FULL', null]]);
});

it('tries at once when it is woken, and gives up when it is closed', async () => {
  const perseverance = createPerseverance(10_000_000, () => undefined);
  let free = false;
  let tries = 0;
  const step = async () => {
    tries++;
    if (!free) throw full;
  };
  const done = perseverance.run(step);
  await perseverance.held();
  free = true;
  perseverance.wake();
  await done;
  expect([tries, perseverance.trouble()]).toEqual([2, null]);
  free = false;
  const second = perseverance.run(step);
  await perseverance.held();
  perseverance.close();
  await expect(second).rejects.toBe(full);
});

it('lets anything else through at once', async () => {
  const perseverance = createPerseverance(1, () => undefined);
  const wrong = new Error('wrong');
  await expect(perseverance.run(() => Promise.reject(wrong))).rejects.toBe(wrong);
});
