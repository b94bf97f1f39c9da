import { fileURLToPath } from 'node:url';

/** The folder the repository was cloned into, with no trailing slash. */
export const ROOT = fileURLToPath(new URL('../..', import.meta.url)).replace(/[\\/]$/, '');
