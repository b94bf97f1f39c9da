#!/usr/bin/env node
// Plain JavaScript, so that it can say what to do when nothing has been built yet.
import { existsSync } from 'node:fs';

const cli = new URL('../dist/main.js', import.meta.url);
if (existsSync(cli)) {
  await import(cli.href);
} else {
  process.stderr.write(
    'FedHealth has not been built yet. Run "npm run build" in its folder, then try again.\n',
  );
  process.exitCode = 1;
}
