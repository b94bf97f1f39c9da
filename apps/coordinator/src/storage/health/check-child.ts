/** A process of its own that reads a whole store: its argument. What it found is one line of JSON on stdout. */
import { checkContents } from './check-contents.ts';

const [path = ''] = process.argv.slice(2);
/** What opening the store will tell in its own words: it may not be written, or another program holds it. */
const isPassing = (error: unknown): boolean =>
  error instanceof Error &&
  'code' in error &&
  /^SQLITE_(CANTOPEN|READONLY|PERM|AUTH|BUSY|LOCKED|FULL)/.test(String(error.code));

let damage: string | null;
try {
  damage = checkContents(path);
} catch (error) {
  damage = isPassing(error) ? null : error instanceof Error ? error.message : String(error);
}
process.stdout.write(`${JSON.stringify({ damage })}\n`, () => process.exit(0));
