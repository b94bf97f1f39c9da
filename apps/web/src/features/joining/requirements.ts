/** What still stands between a hospital and joining, in words; empty when nothing does. */
export interface JoinState {
  readonly name: string;
  readonly usableFile: boolean;
  readonly agreed: boolean;
}

export function stillNeeded({ name, usableFile, agreed }: JoinState): string[] {
  return [
    ...(name.trim() ? [] : ['the hospital’s name']),
    ...(usableFile ? [] : ['a file that can be used']),
    ...(agreed ? [] : ['your agreement to the plan']),
  ];
}

/** "a", "a and b", "a, b and c". */
export function inWords(parts: readonly string[]): string {
  if (parts.length < 2) return parts[0] ?? '';
  return `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}`;
}
