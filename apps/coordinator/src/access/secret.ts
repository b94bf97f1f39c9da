/** Random secrets and how they are kept and compared. */
import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

/** 256 random bits, fit for a link. */
export const newSecret = (): string => randomBytes(32).toString('base64url');

/**
 * SHA-256 in hex. Enough for a secret of 256 random bits, which nobody can guess
 * from its hash; a slow password hash is for words that people choose.
 */
export const hashSecret = (secret: string): string => createHash('sha256').update(secret).digest('hex');

/** Compares in a time that does not depend on where, or in what length, the two differ. */
export function sameSecret(a: string, b: string): boolean {
  const digest = (value: string) => createHash('sha256').update(value).digest();
  return timingSafeEqual(digest(a), digest(b));
}
