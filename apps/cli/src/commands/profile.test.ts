import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { profileSchema } from '@fedhealth/fl-core/quality';
import { Command } from 'commander';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { registerProfile } from './profile.ts';

let folder = '';
let printed = '';

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'fedhealth-profile-'));
  printed = '';
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
    printed += String(text);
    return true;
  });
  vi.spyOn(process.stderr, 'write').mockReturnValue(true);
  await writeFile(join(folder, 'ward.csv'), 'age,ill\n40,yes\n60,no\n,yes\n80,no\n');
  await writeFile(
    join(folder, 'study.json'),
    JSON.stringify({ id: 'ward', label: { column: 'ill', positive: 'yes' }, features: [{ name: 'age' }] }),
  );
});

afterEach(async () => {
  vi.restoreAllMocks();
  await rm(folder, { recursive: true, force: true });
});

async function run(...args: readonly string[]): Promise<void> {
  const program = new Command().exitOverride();
  registerProfile(program);
  const file = join(folder, 'ward.csv');
  await program.parseAsync(['profile', file, '--study', join(folder, 'study.json'), ...args], {
    from: 'user',
  });
}

describe('fedhealth profile', () => {
  it('counts no outcomes of a column that is not there, and takes the one that a person names', async () => {
    await writeFile(join(folder, 'ward.csv'), 'age,Krank\n40,yes\n60,no\n');
    await run();
    expect(printed).toMatch(/ill: not counted, for the file has no such column .*--column/);
    expect(printed).not.toMatch(/0 yes, 0 no/);
    printed = '';
    await run('--column', 'ill=Krank');
    expect(printed).toMatch(/ill: 1 yes, 1 no/);
  });

  it('prints the profile alone on stdout with --json -', async () => {
    await run('--json', '-');
    const profile = profileSchema.parse(JSON.parse(printed));
    expect(profile.columns[0]).toMatchObject({ name: 'age', count: 3, missing: 1, mean: 60, std: 20 });
    expect(profile.label).toMatchObject({ positives: 2, negatives: 2 });
    expect(JSON.parse(printed).findings).toContainEqual(
      expect.objectContaining({ column: 'age', count: 1, rows: [4], effect: expect.any(String) }),
    );
  });

  it('writes both files and leaves stdout empty', async () => {
    const [html, json] = [join(folder, 'report.html'), join(folder, 'profile.json')];
    await run('--html', html, '--json', json);
    expect(await readFile(html, 'utf8')).toMatch(/^<!doctype html>[\s\S]*Profile of ward\.csv/);
    expect(profileSchema.parse(JSON.parse(await readFile(json, 'utf8'))).overview.rows).toBe(4);
    expect(printed).toBe('');
  });

  it('says the most important in words without options', async () => {
    await run();
    expect(printed).toMatch(/Rows: 4/);
    expect(printed).toMatch(/Findings\n {2}(warning|error|info): /);
    expect(printed).toMatch(/age +numeric +3 +25\.0% +60 +20/);
    expect(printed).not.toContain('NaN');
  });

  it('[D13] profiles the table that the page would: names, units, epoch times and markers of the study', async () => {
    const rows = Array.from({ length: 48 }, (_, hour) => {
      const fahrenheit = hour % 12 === 0 ? 9999 : 32 + 9 * (hour % 5);
      return `${Date.UTC(2025, 0, 1, hour)},${fahrenheit},${hour % 2 === 0 ? 'yes' : 'no'}`;
    });
    await writeFile(join(folder, 'ward.csv'), `when,Temp (°F),ill\n${rows.join('\n')}\n`);
    const features = [{ name: 'temp', unit: '°C', range: [-30, 50] }];
    const study = { id: 'ward', label: { column: 'ill', positive: 'yes' }, timestamp: 'when', features };
    await writeFile(join(folder, 'study.json'), JSON.stringify(study));
    await run('--time-zone', 'UTC', '--json', '-');
    const { columns, overview } = profileSchema.parse(JSON.parse(printed));
    expect(overview.timeSpan?.from).toBe('2025-01-01T00:00:00.000Z');
    const temp = columns.find(({ name }) => name === 'temp');
    expect(temp).toMatchObject({ role: 'feature', count: 44, missing: 4, min: 0, max: 20 });
    expect(vi.mocked(process.stderr.write).mock.calls.join('')).toMatch(/°F to °C[\s\S]*9999 in 4 rows/);
    printed = '';
    await run('--as-is', '--json', '-');
    const own = profileSchema.parse(JSON.parse(printed)).columns;
    expect(own[1]).toMatchObject({ name: 'Temp (°F)', count: 48, missing: 0, max: 9999 });
  });

  it('leaves a column that is not clear under its own name, and says so', async () => {
    await writeFile(join(folder, 'ward.csv'), 'Age (stones),ill\n1,yes\n2,no\n');
    const study = {
      id: 'ward',
      label: { column: 'ill', positive: 'yes' },
      features: [{ name: 'age', unit: 'kg' }],
    };
    await writeFile(join(folder, 'study.json'), JSON.stringify(study));
    await run('--json', '-');
    const { columns } = profileSchema.parse(JSON.parse(printed));
    expect(columns[0]).toMatchObject({ name: 'Age (stones)', role: 'ignored', mean: 1.5 });
    expect(vi.mocked(process.stderr.write).mock.calls.join('')).toMatch(/“age” is not clear/);
  });

  it('takes dates as it is told, and no time zone that there is not', async () => {
    const study = { id: 'ward', label: { column: 'ill', positive: 'yes' }, features: [{ name: 'age' }] };
    await writeFile(join(folder, 'study.json'), JSON.stringify({ ...study, timestamp: 'day' }));
    await writeFile(join(folder, 'ward.csv'), 'day,age,ill\n03/04/2025,40,yes\n05/04/2025,60,no\n');
    const days = async (order: string) => {
      printed = '';
      await run('--json', '-', '--date-order', order);
      return profileSchema.parse(JSON.parse(printed)).overview.timeSpan?.from.slice(0, 10);
    };
    expect([await days('dmy'), await days('mdy')]).toEqual(['2025-04-03', '2025-03-04']);
    await expect(run('--time-zone', 'Mars/Base')).rejects.toThrow(/no time zone “Mars\/Base”/);
  });

  it('says which file is not there', async () => {
    await expect(run('--study', join(folder, 'nowhere.json'))).rejects.toThrow(
      /nowhere\.json could not be read/,
    );
    await rm(join(folder, 'ward.csv'));
    await expect(run()).rejects.toThrow(/There is no file .*ward\.csv/);
  });
});
