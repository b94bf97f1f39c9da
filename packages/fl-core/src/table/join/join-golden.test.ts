import { describe, expect, it } from 'vitest';
import { createTable } from '../create-table.ts';
import golden from './golden/as_of.json' with { type: 'json' };
import { joinSources } from './join-sources.ts';

const start = Date.parse(golden.start);
const stamps = (seconds: readonly number[]): string[] =>
  seconds.map((second) => new Date(start + second * 1000).toISOString());

describe('[D10] joinSources against pandas.merge_asof', () => {
  it.each(golden.cases)('$name', ({ base, source, by, direction, toleranceSeconds, joined, matched }) => {
    const answer = joinSources(
      [
        {
          name: 'base',
          table: createTable('base.csv', [
            ['time', stamps(base.seconds)],
            ['subject', base.subject],
          ]),
        },
        {
          name: 'source',
          table: createTable('source.csv', [
            ['time', stamps(source.seconds)],
            [by ? 'subject' : 'person', source.subject],
            ['value', source.value],
          ]),
        },
      ],
      {
        time: 'time',
        subject: 'subject',
        base: 0,
        toleranceSeconds,
        direction: direction === 'nearest' ? 'nearest' : 'backward',
      },
    );
    if (!answer.ok) throw new Error(answer.error.message);
    const { table, report } = answer.value;
    const value = table.columns.find((column) => column.name === 'value');
    expect(Array.from(value?.values ?? [], (cell) => (Number.isNaN(cell) ? null : cell))).toEqual(joined);
    expect(report.sources[1]).toMatchObject({ matched, bySubject: by });
    expect(report.sources[1]?.unmatched.count).toBe(joined.length - matched);
  });
});
