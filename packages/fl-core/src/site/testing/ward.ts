/** A small study with a feature of each kind, and a file of it. */
import { unwrap } from '../../lib/result.ts';
import { type PreparedDataset, prepareDataset } from '../../preprocessing/index.ts';
import { parseStudy, type Study, type StudyInput } from '../../study/index.ts';
import { readCsv } from '../../table/index.ts';

export const wardStudy = (changes: Partial<StudyInput> = {}): Study =>
  unwrap(
    parseStudy({
      id: 'ward',
      label: { column: 'ill', positive: 'yes' },
      features: [
        { name: 'age', range: [0, 120] },
        { name: 'sex', kind: 'categorical', categories: ['f', 'm'] },
        { name: 'smoker', kind: 'boolean' },
      ],
      split: { kind: 'column', column: 'part' },
      model: { hidden: [2] },
      ...changes,
    }),
  );

/** Six rows to learn from, three to test on; each so often as asked for. */
const ROWS = [
  ['30,f,no,no,train', '40,m,yes,no,train', '50,f,no,yes,train', '60,m,yes,yes,train'],
  ['70,f,no,yes,train', ',m,no,no,train', '35,f,no,no,test', '65,m,yes,yes,test', '90,m,no,yes,test'],
].flat();

export async function wardFile(study: Study = wardStudy(), times = 1): Promise<PreparedDataset> {
  const rows = Array.from({ length: times }, () => ROWS).flat();
  const text = ['age,sex,smoker,ill,part', ...rows].join('\n');
  return prepareDataset(unwrap(await readCsv(text)), study);
}
