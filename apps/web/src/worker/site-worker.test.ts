/** The worker of a hospital's page: which rows a session is given, whatever was done before. */
import { ok, unwrap } from '@fedhealth/fl-core/lib';
import { emptySnapshot } from '@fedhealth/fl-core/protocol';
import type { SiteData } from '@fedhealth/fl-core/site';
import { parseStudy, type StudyInput } from '@fedhealth/fl-core/study';
import { noDecisions } from '@fedhealth/fl-core/table';
import { beforeEach, expect, it, vi } from 'vitest';
import { createSiteWorker } from './site-worker.ts';

/** Sessions that were opened, with the rows each was given. */
const opened = vi.hoisted((): { data: SiteData; closed: boolean; joined: boolean }[] => []);
vi.mock('./open-session.ts', () => ({
  openSession(_url: string, _name: string, data: SiteData) {
    const session = { data, closed: false, joined: false };
    opened.push(session);
    return {
      snapshot: () => ({ ...emptySnapshot, joined: session.joined }),
      subscribe: () => () => undefined,
      pinEngine: () => undefined,
      join: async () => {
        session.joined = true;
        return ok(null);
      },
      leave: async () => {
        session.joined = false;
        return ok(null);
      },
      close: () => {
        session.closed = true;
      },
    };
  },
}));

const input: StudyInput = {
  id: 'ward',
  label: { column: 'ill', positive: 'yes' },
  features: [{ name: 'pulse', range: [0, 1000] }],
};
const study = unwrap(parseStudy(input));
const rows = Array.from(
  { length: 60 },
  (_, i) => `${60 + (i % 40)},${160 + (i % 40)},${i % 3 ? 'no' : 'yes'}`,
);
const file = new File([['pulse,other,ill', ...rows].join('\n')], 'ward.csv');
const join = { url: 'http://here', invite: 'i', name: 'North' };
const progress = () => undefined;
/** The mean of the study's one feature, as a session would tell of it. */
const meanOf = (data: SiteData | undefined): number => data?.moments().numeric.pulse?.mean ?? Number.NaN;

beforeEach(() => {
  opened.length = 0;
});

async function ready() {
  const worker = createSiteWorker();
  unwrap(await worker.openFile(file, study, progress, null));
  unwrap(await worker.join(join));
  return worker;
}
const other = { ...noDecisions, columns: [{ study: 'pulse', file: 'other', conversion: null }] };

it('[D1] who leaves, takes another column and joins again, trains on that one', async () => {
  const worker = await ready();
  expect(meanOf(opened[0]?.data)).toBeLessThan(100);
  unwrap(await worker.leave(true));
  unwrap(await worker.decideColumns(other, true, progress));
  unwrap(await worker.join(join));
  expect(opened).toHaveLength(2);
  expect(opened[0]?.closed).toBe(true);
  expect(meanOf(opened[1]?.data)).toBeGreaterThan(150);
});

it('[D1] who leaves and opens another file, trains on that one', async () => {
  const worker = await ready();
  const second = new File(
    [['pulse,ill', ...rows.map((row) => row.slice(row.indexOf(',') + 1))].join('\n')],
    'b.csv',
  );
  unwrap(await worker.openFile(second, study, progress, null));
  unwrap(await worker.join(join));
  expect(opened.map(({ closed }) => closed)).toEqual([true, false]);
  expect(meanOf(opened[1]?.data)).toBeGreaterThan(150);
});

it('[U1] what may leave is worked out from the columns as they are chosen, not as they were', async () => {
  const worker = createSiteWorker();
  const alike = rows.map((row, i) => `${row},${i === 7 ? 2 : 1}`);
  const text = [['pulse,other,ill,flat', ...alike].join('\n')];
  const told = async (column: string) => {
    const columns = [{ study: 'pulse', file: column, conversion: null }];
    const summary = unwrap(await worker.decideColumns({ ...noDecisions, columns }, true, progress));
    unwrap(await worker.join(join));
    const leaves = opened.at(-1)?.data.moments().withheld ?? {};
    unwrap(await worker.leave(true));
    return { said: summary.withheld, leaves };
  };
  const first = unwrap(await worker.openFile(new File(text, 'a.csv'), study, progress, null));
  expect(first.withheld).toEqual({});
  for (const [column, withheld] of [
    ['flat', { pulse: 'alike' }],
    ['other', {}],
    ['flat', { pulse: 'alike' }],
    ['pulse', {}],
  ] as const) {
    expect(await told(column)).toEqual({ said: withheld, leaves: withheld });
  }
});

it('[U1] and so with a remedy, and of a file that is opened next', async () => {
  const worker = createSiteWorker();
  // Eight of forty people have a pulse, and every row is there ten times: once each, they are too few to tell of.
  const person = (i: number) => `${i},${i % 5 ? '' : 60 + i},${i % 2 ? 'no' : 'yes'}`;
  const many = Array.from({ length: 400 }, (_, i) => person(i % 40));
  const twice = new File([['person,pulse,ill', ...many].join('\n')], 'twice.csv');
  unwrap(await worker.openFile(twice, study, progress, null));
  for (const once of [false, true, false]) {
    const summary = unwrap(await worker.applyCleaning({ dropDuplicateRows: once, stuckAsMissing: [] }));
    unwrap(await worker.join(join));
    expect(Object.keys(summary.withheld)).toEqual(once ? ['pulse'] : []);
    expect(summary.withheld).toEqual(opened.at(-1)?.data.moments().withheld ?? {});
    unwrap(await worker.leave(true));
  }
  const next = unwrap(await worker.openFile(file, study, progress, null));
  expect(next.withheld).toEqual({});
});

it('the columns of a hospital that takes part stay as they are', async () => {
  const worker = await ready();
  expect(await worker.decideColumns(other, true, progress)).toMatchObject({
    ok: false,
    error: { code: 'JOINED' },
  });
  expect(meanOf(opened[0]?.data)).toBeLessThan(100);
});
