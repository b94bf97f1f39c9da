import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { unwrap } from '../../lib/result.ts';
import { healthRiskStudy } from '../../study/health-risk.ts';
import { studySchema } from '../../study/schema.ts';
import { readCsv } from '../read-csv.ts';
import { findColumn, type Table } from '../table.ts';
import { applyMapping } from './apply-mapping.ts';
import { CONVERSIONS, conversionBetween, conversionOf, convert } from './conversions.ts';
import { splitHeader, splitLastWord } from './header.ts';
import { ambiguousDates, goesWithoutSaying, headerShape, openQuestions } from './judge-mapping.ts';
import type { Mapping } from './mapping.ts';
import { chooseColumn, proposeMapping } from './propose-mapping.ts';
import { mappingDecisionsSchema, mappingFrom, noDecisions } from './remembered.ts';

const study = healthRiskStudy;
const read = async (text: string, options = {}): Promise<Table> => unwrap(await readCsv(text, options));
const match = (mapping: Mapping, name: string) => {
  const found = mapping.columns.find((one) => one.study === name);
  if (!found) throw new Error(`no match for ${name}`);
  return found;
};
const values = (table: Table, name: string) => [...(findColumn(table, name)?.values ?? [])];
const times = (table: Table, name: string) => [...(findColumn(table, name)?.times ?? [])];
/** Rows of one value each, so that a column can be told by its values. */
const rows = (lines: string[]) => lines.join('\n');

describe('splitHeader', () => {
  it.each([
    ['temp (°F)', 'temp', '°F'],
    ['SpO2 [%]', 'SpO2', '%'],
    ['heart rate, bpm', 'heart rate', 'bpm'],
    ['PM2.5 (µg/m³)', 'PM2.5', 'µg/m³'],
    ['Smith, John', 'Smith, John', null],
    ['(x)', '(x)', null],
  ])('%s', (name, base, unit) => expect(splitHeader(name)).toEqual({ base, unit }));

  it('takes a last word for a unit only when it is one', () => {
    expect(splitLastWord('temp_f')).toEqual({ base: 'temp', unit: 'f' });
    expect(splitLastWord('heart_rate')).toBeNull();
  });
});

describe('conversions', () => {
  it.each([
    ['°F', '°C', 98.6, 37],
    ['℉', 'celsius', 32, 0],
    ['K', '°C', 273.15, 0],
    ['fraction', '%', 0.95, 95],
    ['mg/m3', 'µg/m³', 0.012, 12],
    ['ppb', 'ppm', 400_000, 400],
    ['steps/min', 'steps/h', 2, 120],
    ['mmHg', 'kPa', 7.50061575846, 1],
  ])('%s → %s', (from, to, given, expected) => {
    const conversion = conversionBetween(from, to);
    expect(conversion && convert(conversion, given)).toBeCloseTo(expected, 10);
  });

  it('undo each other', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...CONVERSIONS),
        fc.double({ min: -1e6, max: 1e6, noNaN: true }),
        (one, value) => {
          const back = conversionOf(`${one.to}→${one.from}`);
          if (!back) throw new Error(`no way back for ${one.id}`);
          expect(convert(back, convert(one, value))).toBeCloseTo(value, 5);
        },
      ),
    );
  });
});

describe('proposeMapping', () => {
  it('lets a file that names every column as the study does go without saying', async () => {
    const table = await read(
      'timestamp,heart_rate,spo2,steps,pm25,co2,temp,humidity,risk\n2024-01-01,70,98,0,3,420,20,50,0\n',
    );
    const mapping = proposeMapping(table, study);
    expect(mapping.columns.every(({ how }) => how === 'exact')).toBe(true);
    expect(goesWithoutSaying(table, mapping, study)).toBe(true);
    expect(applyMapping(table, mapping, study)).toBe(table);
  });

  it('[D8] finds columns by name, alias and unit, and converts what the header says', async () => {
    const table = await read(
      rows([
        'Time,HR,SpO2 [fraction],Step Count,fine dust (mg/m³),CO2_ppm,Temp (°F),RH %,RISK,x',
        '2024-01-01,70,0.97,0,0.01,420,68,50,0,7',
      ]),
    );
    const mapping = proposeMapping(table, study);
    expect(
      mapping.columns.map(({ study: name, file, how, conversion }) => [name, file, how, conversion]),
    ).toEqual([
      ['heart_rate', 'HR', 'alias', null],
      ['spo2', 'SpO2 [fraction]', 'name', 'fraction→%'],
      ['steps', 'Step Count', 'alias', null],
      ['pm25', 'fine dust (mg/m³)', 'alias', 'mg/m³→µg/m³'],
      ['co2', 'CO2_ppm', 'name', null],
      ['temp', 'Temp (°F)', 'name', '°F→°C'],
      ['humidity', 'RH %', 'alias', null],
      ['risk', 'RISK', 'name', null],
      ['timestamp', 'Time', 'alias', null],
    ]);
    expect(openQuestions(mapping)).toEqual([]);
    expect(goesWithoutSaying(table, mapping, study)).toBe(false);
    const mapped = applyMapping(table, mapping, study);
    expect(values(mapped, 'temp')).toEqual([20]);
    expect(values(mapped, 'spo2')).toEqual([97]);
    expect(values(mapped, 'pm25')).toEqual([10]);
    expect(mapped.columns.map(({ name }) => name)).toContain('x');
  });

  it('suspects another unit by the values, and asks', async () => {
    const table = await read(
      rows([
        'temp,spo2,heart_rate',
        ...Array.from({ length: 20 }, (_, i) => `${60 + i},0.9${i % 9},${70 + i}`),
      ]),
    );
    const mapping = proposeMapping(table, study);
    expect(match(mapping, 'temp')).toMatchObject({ how: 'exact', conversion: '°F→°C', because: 'values' });
    expect(match(mapping, 'temp').question).toContain('°F rather than °C');
    expect(match(mapping, 'spo2')).toMatchObject({ conversion: 'fraction→%', because: 'values' });
    expect(match(mapping, 'heart_rate')).toMatchObject({ conversion: null, question: null });
    expect(goesWithoutSaying(table, mapping, study)).toBe(false);
  });

  it('asks when two columns could be meant, when the unit is another kind, or by unit alone', async () => {
    const table = await read('HR,pulse,spo2 [mmHg],particles (ug/m3)\n70,71,98,4\n');
    const mapping = proposeMapping(table, study);
    expect(match(mapping, 'heart_rate').question).toContain('“pulse”');
    expect(match(mapping, 'spo2')).toMatchObject({ conversion: null });
    expect(match(mapping, 'spo2').question).toContain('mmHg');
    expect(match(mapping, 'pm25')).toMatchObject({ file: 'particles (ug/m3)', how: 'unit' });
    expect(openQuestions(mapping)).toHaveLength(3);
  });

  it('uses the study’s own aliases, and no column twice', async () => {
    const own = studySchema.parse({
      id: 's',
      label: { column: 'y' },
      features: [{ name: 'lactate', aliases: ['Lac. venous'] }, { name: 'lactate art' }],
    });
    const mapping = proposeMapping(await read('lac venous,y\n1,0\n'), own);
    expect(match(mapping, 'lactate')).toMatchObject({ file: 'lac venous', how: 'alias' });
    expect(match(mapping, 'lactate art')).toMatchObject({ file: null, how: 'none' });
  });

  it('never uses a column twice and always answers for each of the study’s', async () => {
    const names = fc.constantFrom(
      'HR',
      'pulse',
      'temp',
      'Temp (°F)',
      'spo2',
      'x',
      'risk',
      'time',
      'a (%)',
      '',
    );
    await fc.assert(
      fc.asyncProperty(fc.array(names, { minLength: 1, maxLength: 10 }), async (header) => {
        const table = await read(`${header.join(',')},z\n${header.map(() => '1').join(',')},2\n`);
        const used = proposeMapping(table, study).columns.flatMap(({ file }) => file ?? []);
        expect(new Set(used).size).toBe(used.length);
      }),
    );
  });
});

describe('sentinels', () => {
  it('are taken out where they repeat and lie far from the rest', async () => {
    const table = await read(
      rows(['heart_rate,steps,co2', '70,99,420', '9999,120,-999', '9999,99,-999', '80,300,500']),
    );
    const mapping = proposeMapping(table, study);
    expect(mapping.sentinels).toEqual([
      { study: 'heart_rate', value: 9999, count: 2, missing: true },
      { study: 'co2', value: -999, count: 2, missing: true },
    ]);
    const mapped = applyMapping(table, mapping, study);
    expect(values(mapped, 'heart_rate')).toEqual([70, Number.NaN, Number.NaN, 80]);
    expect(values(mapped, 'steps')).toEqual([99, 120, 99, 300]);
    const kept = mappingFrom(table, study, { ...noDecisions, kept: [{ study: 'co2', value: -999 }] });
    expect(values(applyMapping(table, kept, study), 'co2')).toEqual([420, -999, -999, 500]);
  });

  it('are not seen in a column of two values, such as −1 and 1', async () => {
    const plain = studySchema.parse({
      id: 'signs',
      label: { column: 'risk' },
      features: [{ name: 'sign' }, { name: 'asked' }],
    });
    const table = await read(rows(['sign,asked', '-1,0', '1,1', '-1,99', '1,99']));
    expect(proposeMapping(table, plain).sentinels).toEqual([
      { study: 'asked', value: 99, count: 2, missing: true },
    ]);
  });
});

describe('times', () => {
  it.each([
    ['seconds', 1],
    ['milliseconds', 1000],
  ])('reads epoch %s on the site’s clock', async (_, scale) => {
    const instant = Date.UTC(2024, 6, 1, 12) / 1000;
    const table = await read(`timestamp,heart_rate\n${instant * scale},70\n,71\n`, {
      timeZone: 'Europe/Paris',
    });
    const mapped = applyMapping(table, proposeMapping(table, study), study);
    expect(times(mapped, 'timestamp')).toEqual([Date.UTC(2024, 6, 1, 14), Number.NaN]);
  });

  it('names a column whose dates may mean two days, only when the study uses it', async () => {
    const table = await read('Date,other date,risk\n03/04/2024,01/02/2024,1\n04/04/2024,02/02/2024,0\n');
    expect(ambiguousDates(table, proposeMapping(table, study))).toBe('Date');
  });
});

describe('what a person chooses', () => {
  it('replaces the proposal, and holds for the next file of the same shape', async () => {
    const table = await read('HR,pulse,temp,heart_rate\n70,71,68,5\n72,73,69,5\n');
    const first = proposeMapping(table, study);
    expect(match(first, 'heart_rate').file).toBe('heart_rate');
    const changed = chooseColumn(first, table, study, { study: 'heart_rate', file: 'pulse' });
    expect(match(changed, 'heart_rate')).toMatchObject({ file: 'pulse', how: 'chosen', question: null });
    const fahrenheit = chooseColumn(changed, table, study, {
      study: 'temp',
      file: 'temp',
      conversion: '°F→°C',
    });
    const mapped = applyMapping(table, fahrenheit, study);
    expect(values(mapped, 'heart_rate')).toEqual([71, 73]);
    expect(values(mapped, 'heart_rate (not used)')).toEqual([5, 5]);
    expect(values(mapped, 'temp')[0]).toBe(20);

    const decisions = mappingDecisionsSchema.parse({
      ...noDecisions,
      columns: fahrenheit.columns.map(({ study: name, file, conversion }) => ({
        study: name,
        file,
        conversion,
      })),
    });
    const next = await read('HR,pulse,temp,heart_rate\n60,61,59,1\n');
    expect(headerShape(next, study)).toBe(headerShape(table, study));
    expect(values(applyMapping(next, mappingFrom(next, study, decisions), study), 'heart_rate')).toEqual([
      61,
    ]);
  });

  it('takes a column away from where it was used before', async () => {
    const table = await read('HR,x\n70,1\n');
    const changed = chooseColumn(proposeMapping(table, study), table, study, { study: 'steps', file: 'HR' });
    expect(match(changed, 'heart_rate').file).toBeNull();
  });
});
