/** Reads an invite from what a person pasted: the whole link, or the token alone. Null when it is neither. */
export function inviteFrom(text: string): string | null {
  const pasted = text.trim();
  if (!pasted) return null;
  const [, query] = pasted.split('?', 2);
  if (query !== undefined) return new URLSearchParams(query.split('#')[0]).get('invite')?.trim() || null;
  return /^[A-Za-z0-9._~-]{4,200}$/.test(pasted) ? pasted : null;
}
