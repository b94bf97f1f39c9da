import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { tempDir } from '@fedhealth/testing/temp-dir';
import { describe, expect, it, onTestFinished } from 'vitest';

const main = fileURLToPath(new URL('../main.ts', import.meta.url));

/** The command as a process of its own, from sources. */
function fedhealth(...args: string[]): {
  child: ChildProcessWithoutNullStreams;
  output: () => string;
  errors: () => string;
} {
  const child = spawn(process.execPath, ['--import', 'tsx', '--conditions=source', main, ...args], {
    env: { PATH: process.env.PATH, FEDHEALTH_VALIDATION: 'none' },
  });
  let output = '';
  let errors = '';
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
    output += chunk;
  });
  child.stderr.setEncoding('utf8').on('data', (chunk: string) => {
    errors += chunk;
  });
  onTestFinished(() => {
    child.kill('SIGKILL');
  });
  return { child, output: () => output, errors: () => errors };
}

describe('fedhealth serve', () => {
  it('says where it is and how to sign in, and stops when told to', async () => {
    const db = join(await tempDir(), 'fedhealth.db');
    const { child, output, errors } = fedhealth('serve', '--port', '0', '--db', db);
    while (!output().endsWith('\n\n')) {
      await Promise.race([
        once(child.stdout, 'data'),
        once(child, 'exit').then(() => Promise.reject(new Error(errors()))),
      ]);
    }
    const url = /running at (http:\/\/127\.0\.0\.1:\d+)\n/.exec(output())?.[1] ?? '';
    const token = (await readFile(join(db, '..', 'admin-token'), 'utf8')).trim();
    expect(output()).toContain(token);
    const response = await fetch(`${url}/api/studies`, { headers: { authorization: `Bearer ${token}` } });
    expect(await response.json()).toMatchObject([{ study: { id: 'health-risk' } }]);
    child.kill('SIGTERM');
    expect(await once(child, 'exit')).toEqual([0, null]);
    expect(errors()).toContain('SIGTERM: stopping');
  });

  it('ends with a sentence when a setting does not fit', async () => {
    const { child, output, errors } = fedhealth('serve', '--port', 'eighty');
    expect(await once(child, 'close')).toEqual([1, null]);
    expect(errors()).toBe('--port must be a port number from 0 to 65535.\n');
    expect(output()).toBe('');
  });
});
