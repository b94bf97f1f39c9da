/** `node scripts/complete-lock.mjs`, after `npm install` changed the lock file: makes it whole for every platform. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { lockGaps, withoutGaps } from './lib/lock-gaps.mjs';
import { ROOT } from './lib/root.mjs';

const path = join(ROOT, 'package-lock.json');
const lock = JSON.parse(readFileSync(path, 'utf8'));
const gaps = lockGaps(lock);
if (gaps.length > 0) writeFileSync(path, `${JSON.stringify(withoutGaps(lock), null, 2)}\n`);
console.log(`${gaps.length} packages of other platforms added to package-lock.json.`);
