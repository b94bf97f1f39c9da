/**
 * An admin token after the `#` of an address. The part after `#` never leaves
 * the browser, so no server or proxy writes it to a log; it is removed from the
 * address as soon as it is read, so that it does not stay in the history.
 */
export function tokenFromFragment(hash: string): string | null {
  const token = new URLSearchParams(hash.replace(/^#/, '')).get('token')?.trim();
  return token || null;
}
