import { Command } from 'commander';
import { describe, expect, it } from 'vitest';
import { registerSimulate } from './simulate.ts';
import { registerSite } from './site.ts';

/** What a person reads on stderr when the arguments do not fit; nothing is started. */
async function complaint(...args: readonly string[]): Promise<string> {
  const said: string[] = [];
  const program = new Command('fedhealth').exitOverride();
  registerSimulate(program);
  registerSite(program);
  for (const command of program.commands)
    command.exitOverride().configureOutput({ writeErr: (text) => said.push(text) });
  const thrown = await program.parseAsync(args, { from: 'user' }).then(
    () => 'nothing',
    (error: Error) => error.message,
  );
  return said.join('') || thrown;
}

describe('arguments that do not fit', () => {
  it('of simulate are told in words', async () => {
    for (const site of ['A', '=a.csv', 'A='])
      expect(await complaint('simulate', '--site', site)).toMatch(/NAME=FILE\.csv/);
    for (const rounds of ['-1', '1.5', 'many', '', '0', '1e3', '99999999999'])
      expect(await complaint('simulate', '--rounds', rounds)).toMatch(/whole number from 1 up/);
    expect(await complaint('simulate', '--min-sites', '0')).toMatch(/whole number from 1 up/);
    expect(await complaint('simulate', '--seed', '-1')).toMatch(/whole number from 0 up/);
    expect(await complaint('simulate', '--engine', 'abacus')).toMatch(/tfjs-wasm, tfjs-cpu/);
    expect(await complaint('simulate', '--date-order', 'ymd')).toMatch(/dmy, mdy/);
    const zone = await complaint('simulate', '--time-zone', 'Mars/Base');
    expect(zone).toMatch(/no time zone “Mars\/Base”.*--time-zone/);
    expect(await complaint('simulate', '--study', '/nowhere.json')).toMatch(/\/nowhere\.json cannot be read/);
    expect(await complaint('simulate', '--site', 'A=/nowhere.csv')).toMatch(/no file \/nowhere\.csv/);
    for (const fewest of ['4', '9'])
      expect(await complaint('simulate', '--min-sites', fewest)).toMatch(
        new RegExp(`--min-sites asks for ${fewest} hospitals, and there are 3`),
      );
    expect(await complaint('simulate', '--site', 'A=a.csv', '--min-sites', '2')).toMatch(/there is 1/);
  });

  it('of site are told in words, and it never joins without agreement', async () => {
    const rest = ['--csv', 'a.csv', '--name', 'North'];
    for (const link of ['here', 'https://example.org/site', 'https://example.org/site?invite='])
      expect(await complaint('site', ...rest, '--invite', link)).toMatch(/looks like https/);
    const link = 'http://127.0.0.1:1/site?invite=x';
    expect(await complaint('site', ...rest, '--invite', link)).toMatch(/Add --agree to take part/);
    expect(await complaint('site', ...rest, '--invite', link, '--agree')).toMatch(/No coordinator answers/);
    expect(await complaint('site', '--invite', link)).toMatch(/--csv/);
  });
});
