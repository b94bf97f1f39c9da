/** A process of its own that makes a backup and reads it through: of its first argument to its second. */
import { backUp } from './backup.ts';

const [from = '', to = ''] = process.argv.slice(2);
let error: string | null = null;
try {
  backUp(from, to);
} catch (thrown) {
  error = thrown instanceof Error ? thrown.message : String(thrown);
}
process.stdout.write(`${JSON.stringify({ error })}\n`, () => process.exit(0));
