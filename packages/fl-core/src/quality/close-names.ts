const plain = (name: string): string => name.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');

/**
 * Those of `names` that a person may have meant by `wanted`, the closest first, at most three: the same
 * but for spaces and signs, one inside the other, or a few letters apart.
 */
export function closeNames(wanted: string, names: readonly string[]): string[] {
  const target = plain(wanted);
  const scored: { name: string; score: number }[] = [];
  for (const name of names) {
    const candidate = plain(name);
    if (candidate === '' || target === '') continue;
    const shorter = Math.min(candidate.length, target.length);
    const inside = shorter >= 3 && (candidate.includes(target) || target.includes(candidate));
    const distance = editDistance(target, candidate);
    const near = distance <= Math.max(1, Math.floor(target.length / 4)) && distance < shorter;
    if (near || inside) scored.push({ name, score: near ? distance : 100 + distance });
  }
  return scored
    .sort((a, b) => a.score - b.score)
    .slice(0, 3)
    .map(({ name }) => name);
}

/** Insertions, deletions and substitutions between two words (Levenshtein 1966). */
export function editDistance(a: string, b: string): number {
  let previous = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const current = [i];
    for (let j = 1; j <= b.length; j++) {
      const substituted = (previous[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      current.push(Math.min((previous[j] ?? 0) + 1, (current[j - 1] ?? 0) + 1, substituted));
    }
    previous = current;
  }
  return previous[b.length] ?? 0;
}
