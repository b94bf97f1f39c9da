/** Arrays that grow block by block: no row ever waits for a large copy, and what is empty costs nothing. */

const BITS = 14;
/** Rows in a block. */
const BLOCK = 1 << BITS;
/** The first block begins with so many and doubles: ten thousand columns of a few rows take little. */
const FIRST = 64;

type Numbers = Float64Array | Int32Array | Uint8Array;

export interface Blocks<T extends Numbers> {
  set(row: number, value: number): void;
  /** Has any row been set? */
  readonly used: boolean;
  /** All rows in one array; those never set hold the blank value. The blocks are given up. */
  join(rows: number): T;
}

/** Rows that are never set hold `blank`. */
export function createBlocks<T extends Numbers>(create: (length: number) => T, blank: number): Blocks<T> {
  let blocks: (T | undefined)[] = [];
  let current = create(0);
  let currentIndex = -1;

  const open = (index: number, at: number): void => {
    let block = blocks[index];
    if (!block || at >= block.length) {
      let length = index === 0 ? FIRST : BLOCK;
      while (length <= at) length *= 2;
      const larger = create(length);
      if (blank !== 0) larger.fill(blank);
      if (block) larger.set(block);
      block = larger;
      blocks[index] = block;
    }
    current = block;
    currentIndex = index;
  };

  return {
    set(row, value) {
      const index = row >>> BITS;
      const at = row & (BLOCK - 1);
      if (index !== currentIndex || at >= current.length) open(index, at);
      current[at] = value;
    },
    get used() {
      return blocks.length > 0;
    },
    join(rows) {
      const joined = create(rows);
      for (let from = 0, index = 0; from < rows; from += BLOCK, index++) {
        const block = blocks[index];
        const to = Math.min(from + BLOCK, rows);
        const held = Math.min(block?.length ?? 0, to - from);
        if (block) joined.set(held < block.length ? block.subarray(0, held) : block, from);
        if (blank !== 0) joined.fill(blank, from + held, to);
      }
      blocks = [];
      return joined;
    },
  };
}
