import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { generateAll, type Manifest, sha256 } from './all.ts';
import { COLUMNS } from './columns.ts';

const files = generateAll();
const textOf = (name: string): string => files.find((file) => file.name === name)?.text ?? '';
const manifest = JSON.parse(textOf('manifest.json')) as Manifest;
const committed = (name: string): string => readFileSync(new URL(`../${name}`, import.meta.url), 'utf8');
const nodes = manifest.files.filter(({ name }) => name.startsWith('node_'));
const trainingAndValidation = manifest.files.filter(({ drift }) => drift === undefined);
const batches = manifest.files.filter(({ drift }) => drift !== undefined);

describe('the sample data', () => {
  it.each(files.map(({ name }) => name))('reproduces %s to the byte', (name) => {
    expect(sha256(committed(name))).toBe(sha256(textOf(name)));
  });

  it('is the same when it is generated twice', () => {
    expect(generateAll()).toEqual(files);
  });

  it.each(manifest.files.map((entry) => [entry.name, entry] as const))('lists %s as it is', (name, entry) => {
    const [header, ...lines] = textOf(name).trimEnd().split('\n');
    expect(header).toBe('timestamp,heart_rate,spo2,steps,pm25,co2,temp,humidity,risk');
    expect(lines).toHaveLength(entry.rows);
    expect(sha256(textOf(name))).toBe(entry.sha256);

    const rows = lines.map((line) => line.split(','));
    const cells = rows.flatMap((row) => COLUMNS.map(({ range }, index) => ({ text: row[index + 1], range })));
    const missing = cells.filter(({ text }) => text === '').length;
    const glitches = cells.filter(
      ({ text, range: [low, high] }) => text !== '' && !(Number(text) >= low && Number(text) <= high),
    ).length;
    expect(missing / cells.length).toBeCloseTo(entry.missingShare, 4);
    expect(glitches / cells.length).toBeCloseTo(entry.glitchShare, 4);
    expect(rows.filter((row) => row[8] === '1').length / rows.length).toBeCloseTo(entry.baseRate, 4);
    expect(rows.every((row) => row[8] === '0' || row[8] === '1')).toBe(true);
  });

  it('covers every hour of 2025 in each hospital, and 3,000 hours for validation', () => {
    expect(nodes.map(({ rows }) => rows)).toEqual([8760, 8760, 8760]);
    for (const { name } of nodes) {
      const stamps = textOf(name)
        .trimEnd()
        .split('\n')
        .slice(1)
        .map((line) => Date.parse(line.slice(0, 20)));
      expect(stamps[0]).toBe(Date.UTC(2025, 0, 1));
      expect(stamps.every((stamp, index) => stamp - (stamps[0] ?? 0) === index * 3_600_000)).toBe(true);
    }
    expect(manifest.files.find(({ name }) => name === 'validation.csv')?.rows).toBe(3000);
  });

  it.each(trainingAndValidation.map((entry) => [entry.name, entry] as const))(
    'has gaps, glitches and a known ceiling in %s',
    (_, entry) => {
      expect(entry.missingShare).toBeGreaterThan(0.02);
      expect(entry.missingShare).toBeLessThan(0.04);
      expect(Math.abs(entry.glitchShare - 0.005)).toBeLessThan(0.001);
      expect(entry.bestAuc).toBeGreaterThan(0.88);
      expect(entry.bestAuc).toBeLessThan(0.93);
      expect(entry.bestAucAsSeen).toBeLessThan(entry.bestAuc);
    },
  );

  it('has hospitals of clearly different risk', () => {
    const rates = nodes.map(({ baseRate }) => baseRate).sort((a, b) => a - b);
    expect((rates[1] ?? 0) - (rates[0] ?? 0)).toBeGreaterThan(0.05);
    expect((rates[2] ?? 0) - (rates[1] ?? 0)).toBeGreaterThan(0.05);
  });

  it('has four drift batches of one month, of which the seasonal one has not drifted', () => {
    expect(batches.map(({ rows }) => rows)).toEqual([720, 720, 720, 720]);
    expect(batches.filter(({ drift }) => drift?.shifted.length === 0).map(({ name }) => name)).toEqual([
      'drift/seasonal_batch.csv',
    ]);
  });
});
