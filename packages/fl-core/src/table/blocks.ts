/** Arrays that grow block by block: no row ever waits for a large copy, and what is empty costs nothing. */

const BITS = 14;
/** Rows in a block. */
const BLOCK = 1 << BITS;

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

  const open = (index: number): void => {
    let block = blocks[index];
    if (!block) {
      block = create(BLOCK);
      if (blank !== 0) block.fill(blank);
      blocks[index] = block;
    }
    current = block;
    currentIndex = index;
  };

  return {
    set(row, value) {
      const index = row >>> BITS;
      if (index !== currentIndex) open(index);
      current[row & (BLOCK - 1)] = value;
    },
    get used() {
      return blocks.length > 0;
    },
    join(rows) {
      const joined = create(rows);
      for (let from = 0, index = 0; from < rows; from += BLOCK, index++) {
        const block = blocks[index];
        const to = Math.min(from + BLOCK, rows);
        if (block) joined.set(to - from < BLOCK ? block.subarray(0, to - from) : block, from);
        else if (blank !== 0) joined.fill(blank, from, to);
      }
      blocks = [];
      return joined;
    },
  };
}
