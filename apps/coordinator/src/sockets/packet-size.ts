/** How large a message of each kind may be. The kind is read off its first characters, before anything is parsed. */
import { MAX_MESSAGE_BYTES } from '@fedhealth/fl-core/protocol';

const SMALL = 4 * 1024;
const MEBIBYTE = 1024 * 1024;

/** The JSON of a message, in bytes. Statistics of thousands of columns are its largest. */
const TEXT_BYTES: Readonly<Record<string, number>> = {
  hello: 16 * 1024,
  ready: 4 * MEBIBYTE,
  result: 8 * MEBIBYTE,
};

/** Type, attachments, namespace, number and name of a Socket.IO packet. */
const HEAD = /^([0-6])(?:(\d{1,9})-)?(?:\/[^,]{0,64},)?\d{0,16}(?:\["(\w{1,32})")?/;

export interface PacketReader {
  /** Whether the next packet is within what whoever is known on this connection may send. Sizes of text in UTF-16. */
  fits(data: unknown, known: ReadonlySet<'site' | 'admin'>): boolean;
}

export function createPacketReader(strangerBytes: number): PacketReader {
  /** What the attachment that comes next belongs to. */
  let awaited: string | null = null;
  return {
    fits(data, known) {
      if (typeof data === 'string') {
        const [, , attachments = '0', kind = ''] = HEAD.exec(data) ?? [];
        if (Number(attachments) > 1) return false;
        awaited = attachments === '1' ? kind : null;
        return data.length <= (known.has('site') ? textLimit(kind) : strangerBytes);
      }
      if (!(data instanceof Uint8Array)) return true;
      const limit = known.has('site') && awaited === 'result' ? MAX_MESSAGE_BYTES : SMALL;
      awaited = null;
      return data.length <= limit;
    },
  };
}

const textLimit = (kind: string): number =>
  Object.hasOwn(TEXT_BYTES, kind) ? (TEXT_BYTES[kind] ?? SMALL) : SMALL;
