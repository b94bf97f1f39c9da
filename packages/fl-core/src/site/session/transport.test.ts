import { describe, expect, it } from 'vitest';
import { protocolError } from '../../protocol/error-codes.ts';
import { isPassing, readReply, toBytes, unreachable } from './transport.ts';

describe('a reply', () => {
  it('is read as a value or an error, and anything else as a message that cannot be read', () => {
    expect(readReply({ ok: true, value: 7 })).toEqual({ ok: true, value: 7 });
    expect(readReply({ ok: true })).toEqual({ ok: true, value: null });
    const error = protocolError('INTERNAL');
    expect(readReply({ ok: false, error })).toEqual({ ok: false, error });
    for (const raw of [
      undefined,
      null,
      7,
      'ok',
      {},
      { ok: 'yes' },
      { ok: false },
      { ok: false, error: null },
    ])
      expect(readReply(raw)).toMatchObject({ ok: false, error: { code: 'BAD_MESSAGE' } });
  });

  it('is worth another try when the coordinator stumbled or was not reached, and only then', () => {
    expect([protocolError('INTERNAL'), unreachable()].map(isPassing)).toEqual([true, true]);
    expect([protocolError('SITE_UNKNOWN'), { code: 'X', message: '' }].map(isPassing)).toEqual([
      false,
      false,
    ]);
  });
});

describe('a frame off the socket', () => {
  it('becomes bytes, whatever it came as', () => {
    const bytes = Uint8Array.of(1, 2, 3);
    expect(toBytes(bytes)).toBe(bytes);
    expect(toBytes(bytes.buffer)).toEqual(bytes);
    for (const other of [null, undefined, 'abc', [1, 2, 3], {}]) expect(toBytes(other)).toBeNull();
  });
});
