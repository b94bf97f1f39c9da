import { expect, it } from 'vitest';
import { createHold } from './hold.ts';

const { signal } = new AbortController();

it('waits while held, and goes on when released', async () => {
  const hold = createHold();
  await hold.wait(signal);
  hold.hold();
  let gone = false;
  const waited = hold.wait(signal).then(() => {
    gone = true;
  });
  await Promise.resolve();
  expect([hold.held, gone]).toEqual([true, false]);
  hold.release();
  await waited;
  expect([hold.held, gone]).toEqual([false, true]);
});

it('stays held when it is held again before the work went on', async () => {
  const hold = createHold();
  hold.hold();
  let gone = false;
  const waited = hold.wait(signal).then(() => {
    gone = true;
  });
  hold.release();
  hold.hold();
  for (let turn = 0; turn < 5; turn++) await Promise.resolve();
  expect(gone).toBe(false);
  hold.release();
  await waited;
});

it('lets go what is aborted', async () => {
  const hold = createHold();
  hold.hold();
  const abort = new AbortController();
  const waited = hold.wait(abort.signal);
  abort.abort();
  await waited;
  await hold.wait(abort.signal);
  expect(hold.held).toBe(true);
});
