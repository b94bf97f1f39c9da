// Linear memory: one stack of blocks. A fit's blocks are let go together by going back to a mark.

let top: usize = (__heap_base + 15) & ~15;

/** A block of at least `bytes` bytes on a 16-byte boundary, its content unspecified; 0 when memory cannot grow so far. */
export function allocate(bytes: usize): usize {
  const start = top;
  const end = (start + bytes + 15) & ~15;
  const pages = <i32>((end + 65535) >>> 16);
  const missing = pages - memory.size();
  if (missing > 0 && memory.grow(missing) < 0) return 0;
  top = end;
  return start;
}

/** Where the next block will lie: hand it to `release` to let go of every block after it. */
export function mark(): usize {
  return top;
}

export function release(to: usize): void {
  top = to;
}
