import { describe, expect, it } from 'vitest';
import { checkStudy } from './check-study.ts';
import { parseStudy } from './parse-study.ts';
import { studySchema } from './schema.ts';

const study = {
  id: 'x',
  label: { column: 'y', positive: 'yes' },
  features: [{ name: 'a' }, { name: 'b', kind: 'categorical', categories: ['u', 'v'], aliases: ['bee'] }],
  split: { kind: 'column', column: 's' },
};
type Place = [where: string, put: (name: string) => unknown];
const [a, b] = study.features;
const PLACES: Place[] = [
  ['title', (name) => ({ ...study, title: name })],
  ['label.column', (name) => ({ ...study, label: { column: name } })],
  ['label.positive', (name) => ({ ...study, label: { column: 'y', positive: name } })],
  ['timestamp', (name) => ({ ...study, timestamp: name })],
  ['subject', (name) => ({ ...study, subject: name })],
  ['split.column', (name) => ({ ...study, split: { kind: 'column', column: name } })],
  ['features.0.name', (name) => ({ ...study, features: [{ ...a, name }, b] })],
  ['features.0.unit', (name) => ({ ...study, features: [{ ...a, unit: name }, b] })],
  ['features.1.categories.0', (name) => ({ ...study, features: [a, { ...b, categories: [name, 'v'] }] })],
  ['features.1.aliases.0', (name) => ({ ...study, features: [a, { ...b, aliases: [name] }] })],
];

describe('[N4] names in a study', () => {
  it.each(PLACES)('that nobody can see are refused at %s', (where, put) => {
    for (const name of ['a\0', '\u202ea', 'a\u001b[2J', '\u200b']) {
      const checked = checkStudy(put(name));
      expect(checked.ok, JSON.stringify(name)).toBe(false);
      if (!checked.ok) expect(checked.error.map(({ path }) => path)).toContain(where);
      const parsed = parseStudy(put(name));
      if (parsed.ok) throw new Error('taken');
      expect(parsed.error.message).toContain(`${where}: the `);
    }
  });

  it.each(PLACES)('of JavaScript’s own work at %s', (_, put) => {
    for (const name of [
      '__proto__',
      'constructor',
      'toString',
      'hasOwnProperty',
      'valueOf',
      '__defineGetter__',
    ])
      expect(checkStudy(put(name)).ok, name).toBe(true);
  });

  it('are tidied, so that two spellings of one column are one', () => {
    const parsed = parseStudy({
      ...study,
      features: [{ name: ' Cafe\u0301  au lait ' }, { name: 'Café au lait' }],
    });
    if (parsed.ok) throw new Error('taken');
    expect(parsed.error.message).toMatch(/“?"?Café au lait"? is listed twice/);
  });

  it('of a study that was kept before are read as they are', () => {
    expect(studySchema.parse({ ...study, title: 'a\u202eb' }).title).toBe('a\u202eb');
  });
});
