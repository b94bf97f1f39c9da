/** The distinct texts of one column, found by their bytes so that a repeated text costs no string. */

/** Beyond these a column's texts are too many or too long to keep: a cell then holds the text's hash. */
export const MAX_TEXTS = 100_000;
const MAX_DICTIONARY_BYTES = 8 * 1024 * 1024;
/** A longer text is not kept; names that travel are bounded by the same length. */
export const MAX_TEXT_BYTES = 500;

export interface Dictionary {
  /** `k ≥ 1` for the text `texts[k − 1]`, or a code below −1 (a hash) for a text that is not kept. */
  codeOf(bytes: Uint8Array, start: number, end: number): number;
  readonly texts: readonly string[];
}

/** FNV-1a leaves the low bits weak for short texts; the slots use the low bits, so they are mixed once more. */
function hashOf(bytes: Uint8Array, start: number, end: number): number {
  let hash = 0x811c9dc5 | 0;
  for (let i = start; i < end; i++) hash = Math.imul(hash ^ (bytes[i] ?? 0), 0x01000193);
  return hash ^ (hash >>> 15);
}

const unkeptCode = (hash: number): number => -2 - (hash & 0x3fffffff);

/** The code of a text that is not kept. */
export function unkeptCodeOf(text: string): number {
  const bytes = new TextEncoder().encode(text);
  return unkeptCode(hashOf(bytes, 0, bytes.length));
}

export function createDictionary(): Dictionary {
  let slots = new Int32Array(64);
  let hashes = new Int32Array(32);
  let ends = new Uint32Array(32);
  let store = new Uint8Array(256);
  const texts: string[] = [];
  const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
  let size = 0;
  let used = 0;

  const same = (code: number, bytes: Uint8Array, start: number, end: number): boolean => {
    const from = code === 1 ? 0 : (ends[code - 2] ?? 0);
    const length = end - start;
    if ((ends[code - 1] ?? 0) - from !== length) return false;
    for (let i = 0; i < length; i++) if (store[from + i] !== bytes[start + i]) return false;
    return true;
  };

  const growSlots = (): void => {
    slots = new Int32Array(slots.length * 2);
    const mask = slots.length - 1;
    for (let code = 1; code <= size; code++) {
      let slot = (hashes[code - 1] ?? 0) & mask;
      while (slots[slot] !== 0) slot = (slot + 1) & mask;
      slots[slot] = code;
    }
  };

  const add = (hash: number, slot: number, bytes: Uint8Array, start: number, end: number): number => {
    const length = end - start;
    if (size === hashes.length) {
      hashes = grown(hashes, new Int32Array(size * 2));
      ends = grown(ends, new Uint32Array(size * 2));
    }
    if (used + length > store.length) {
      store = grown(store, new Uint8Array(Math.max(store.length * 2, used + length)));
    }
    store.set(bytes.subarray(start, end), used);
    texts.push(decoder.decode(store.subarray(used, used + length)));
    used += length;
    hashes[size] = hash;
    ends[size] = used;
    size++;
    slots[slot] = size;
    if (size * 2 > slots.length) growSlots();
    return size;
  };

  return {
    codeOf(bytes, start, end) {
      const hash = hashOf(bytes, start, end);
      const mask = slots.length - 1;
      let slot = hash & mask;
      for (let code = slots[slot] ?? 0; code !== 0; code = slots[slot] ?? 0) {
        if (hashes[code - 1] === hash && same(code, bytes, start, end)) return code;
        slot = (slot + 1) & mask;
      }
      const length = end - start;
      if (size >= MAX_TEXTS || length > MAX_TEXT_BYTES || used + length > MAX_DICTIONARY_BYTES) {
        return unkeptCode(hash);
      }
      return add(hash, slot, bytes, start, end);
    },
    texts,
  };
}

function grown<T extends Int32Array | Uint32Array | Uint8Array>(from: T, to: T): T {
  to.set(from);
  return to;
}
