import { mkdir, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { tempDir } from '@fedhealth/testing/temp-dir';
import { tinyRows } from '@fedhealth/testing/tiny-study';
import { pino } from 'pino';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createApp } from './app.ts';
import { readSettings } from './settings.ts';

const STUDY = {
  id: 'tiny',
  label: { column: 'ill', positive: 'yes' },
  features: [{ name: 'age' }, { name: 'sex', kind: 'categorical' }],
};

/** A folder with files of every kind that could be named by mistake. */
async function files() {
  const folder = await tempDir();
  const put = async (name: string, content: string | Buffer): Promise<string> => {
    const path = join(folder, name);
    await writeFile(path, content);
    return path;
  };
  const inside = join(folder, 'a-folder');
  await mkdir(inside);
  const json = (changes: object) => JSON.stringify({ ...STUDY, ...changes });
  return {
    folder,
    inside,
    empty: await put('empty', ''),
    html: await put('page.html', '<!doctype html><html><body><p>Hello, and welcome</p></body></html>'),
    binary: await put('binary', Buffer.from(Array.from({ length: 3000 }, (_, i) => (i * 7919) % 251))),
    otherCsv: await put('other.csv', 'a,b\n1,2\n3,4\n'),
    unlabelled: await put('unlabelled.csv', 'age,sex,ill\n20,f,\n30,m,\n'),
    rows: await put('rows.csv', tinyRows(60).join('\n')),
    study: await put('study.json', json({})),
    noStrategy: await put('strategy.json', json({ federation: { strategy: 'fedMagic' } })),
    badParameter: await put(
      'parameter.json',
      json({ federation: { strategy: { kind: 'fedProx', mu: -1 } } }),
    ),
    unseen: await put('unseen.json', json({ title: 'a\u202eb' })),
  };
}
type Files = Awaited<ReturnType<typeof files>>;

const UNUSABLE: readonly [variable: string, what: string, value: (found: Files) => string][] = [
  ['PORT', 'words', () => 'eighty'],
  ['PORT', 'too much', () => '65536'],
  ['PORT', 'a fraction', () => '80.5'],
  ['FEDHEALTH_HOST', 'no address of this machine', () => '192.0.2.1'],
  ['FEDHEALTH_HOST', 'no name', () => 'no such host.invalid'],
  ['FEDHEALTH_DB', 'a folder', ({ inside }) => inside],
  ['FEDHEALTH_DB', 'in a file', ({ html }) => join(html, 'deep', 'fedhealth.db')],
  ['FEDHEALTH_DB_LIMIT', 'words', () => 'abc'],
  ['FEDHEALTH_DB_LIMIT', 'below nothing', () => '-5'],
  ['FEDHEALTH_BACKUPS', 'a file', ({ html }) => html],
  ['FEDHEALTH_ADMIN_TOKEN', 'blanks', () => ' '.repeat(20)],
  ['FEDHEALTH_ADMIN_TOKEN', 'short', () => 'short'],
  ['FEDHEALTH_ADMIN_TOKEN', 'blanks around', () => ` ${'x'.repeat(20)}`],
  [
    'FEDHEALTH_ADMIN_TOKEN',
    'a line break',
    () => `${'x'.repeat(20)}\nX-Header: y`.replace('\n', '\u0085\u0007'),
  ],
  ['FEDHEALTH_PUBLIC_URL', 'no address', () => 'fedhealth.example.org'],
  ['FEDHEALTH_PUBLIC_URL', 'another protocol', () => 'ftp://fedhealth.example.org'],
  ['FEDHEALTH_VALIDATION', 'nothing there', () => '/nowhere.csv'],
  ['FEDHEALTH_VALIDATION', 'a folder', ({ inside }) => inside],
  ['FEDHEALTH_VALIDATION', 'an empty file', ({ empty }) => empty],
  ['FEDHEALTH_VALIDATION', 'a page', ({ html }) => html],
  ['FEDHEALTH_VALIDATION', 'bytes', ({ binary }) => binary],
  ['FEDHEALTH_VALIDATION', 'other columns', ({ otherCsv }) => otherCsv],
  ['FEDHEALTH_VALIDATION', 'no labels', ({ unlabelled }) => unlabelled],
  ['FEDHEALTH_VALIDATION', 'a study', ({ study }) => study],
  ['FEDHEALTH_STUDY', 'nothing there', () => '/nowhere.json'],
  ['FEDHEALTH_STUDY', 'a folder', ({ inside }) => inside],
  ['FEDHEALTH_STUDY', 'an empty file', ({ empty }) => empty],
  ['FEDHEALTH_STUDY', 'a page', ({ html }) => html],
  ['FEDHEALTH_STUDY', 'bytes', ({ binary }) => binary],
  ['FEDHEALTH_STUDY', 'rows', ({ rows }) => rows],
  ['FEDHEALTH_STUDY', 'an unknown strategy', ({ noStrategy }) => noStrategy],
  ['FEDHEALTH_STUDY', 'a bad parameter', ({ badParameter }) => badParameter],
  ['FEDHEALTH_STUDY', 'a title that nobody can read', ({ unseen }) => unseen],
  ['FEDHEALTH_WEB', 'without pages', ({ inside }) => inside],
  ['FEDHEALTH_WEB', 'nothing there', () => '/nowhere'],
  ['FEDHEALTH_TRUST_PROXY', 'words', () => 'yes'],
  ['LOG_LEVEL', 'no level', () => 'loud'],
];

/** Starts a coordinator as `fedhealth serve` does. */
async function start(environment: Record<string, string>) {
  const settings = readSettings(environment);
  if (!settings.ok) throw new Error(settings.error.message);
  const app = await createApp(settings.value, pino({ level: 'silent' }));
  onTestFinished(() => app.close());
  return app;
}

describe('[B1] a setting that cannot be used', () => {
  it.each(UNUSABLE)(
    '%s: %s is refused in a sentence that names it, and nothing is left open',
    async (variable, _, value) => {
      const found = await files();
      const databasePath = join(found.folder, 'store', 'fedhealth.db');
      const good = {
        PORT: '0',
        FEDHEALTH_DB: databasePath,
        FEDHEALTH_STUDY: found.study,
        FEDHEALTH_VALIDATION: found.rows,
        FEDHEALTH_BACKUPS: 'none',
      };
      const refused = await start({ ...good, [variable]: value(found) }).then(
        () => 'It started.',
        (error: unknown) => (error instanceof Error ? error.message : 'no error'),
      );
      expect(refused).toContain(variable);
      expect(refused).toMatch(/^[A-Z][^\n]*[.!]$/);
      expect(refused).not.toMatch(/undefined|\[object|TypeError|at .*\.ts:/);
      // Whatever was opened is closed again: the same store starts at once.
      await (await start(good)).close();
    },
  );

  it('PORT: one that is taken is refused in a sentence that names it', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    onTestFinished(() => void other.close());
    await new Promise((resolve) => other.once('listening', resolve));
    const { port } = other.address() as AddressInfo;
    const environment = { PORT: String(port), FEDHEALTH_DB: ':memory:', FEDHEALTH_VALIDATION: 'none' };
    await expect(start(environment)).rejects.toThrow(/Port \d+ is taken.*PORT or --port/);
  });

  it('[B2] a study is read with a byte order mark, in UTF-8 and UTF-16', async () => {
    const folder = await tempDir();
    const text = JSON.stringify({ ...STUDY, title: 'Früherkennung' });
    const utf16 = Buffer.from(`\ufeff${text}`, 'utf16le');
    for (const bytes of [
      Buffer.from(text),
      Buffer.from(`\ufeff${text}`),
      utf16,
      Buffer.from(utf16).swap16(),
    ]) {
      const path = join(folder, 'study.json');
      await writeFile(path, bytes);
      const settings = readSettings({ FEDHEALTH_STUDY: path });
      expect(settings).toMatchObject({ ok: true, value: { study: { title: 'Früherkennung' } } });
    }
  });
});
