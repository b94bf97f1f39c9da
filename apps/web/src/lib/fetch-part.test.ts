import { describe, expect, it } from 'vitest';
import { createPart } from './fetch-part.ts';

/** A part that fails to come as often as it is told to, and notes the waits between. */
function failing(times: number) {
  const waited: number[] = [];
  let calls = 0;
  const load = () =>
    ++calls <= times ? Promise.reject(new Error(`try ${calls}`)) : Promise.resolve({ calls });
  return { waited, part: createPart(load, [1, 2], async (ms) => void waited.push(ms)) };
}

describe('createPart', () => {
  it('does not wait for what comes at once, and keeps it', async () => {
    const { part, waited } = failing(0);
    expect(part.current()).toBeNull();
    expect(await part.fetch()).toEqual({ calls: 1 });
    expect(part.current()).toEqual({ calls: 1 });
    expect(waited).toEqual([]);
  });

  it('asks again, more and more patiently', async () => {
    const { part, waited } = failing(2);
    expect(await part.fetch()).toEqual({ calls: 3 });
    expect(waited).toEqual([1, 2]);
  });

  it('is fetched once for all who ask meanwhile', async () => {
    const { part } = failing(1);
    const [one, other] = await Promise.all([part.fetch(), part.fetch()]);
    expect(one).toBe(other);
  });

  it('ends with the last error, and may be asked again', async () => {
    const { part } = failing(3);
    await expect(part.fetch()).rejects.toThrow('try 3');
    expect(await part.fetch()).toEqual({ calls: 4 });
  });
});
