import { studyChecksViewSchema } from '@fedhealth/fl-core/protocol';
import { expect, it } from 'vitest';
import { smallStudy } from '../testing/fixtures.ts';
import { testApp } from '../testing/test-app.ts';

it('[C4] a hospital that has declared nothing is not listed as if its data had passed', async () => {
  const study = smallStudy();
  const app = await testApp({ study });
  const create = (name: string) =>
    app.store.sites.create({ name, studyId: study.id, inviteId: null, secretHash: name });
  const [declared] = [await create('Declared'), await create('Silent')];
  const dataset = { columns: [], labels: [] };
  await app.store.sites.patch(declared?.id ?? '', { dataset, trainRows: 50 });
  const [checks] = studyChecksViewSchema.array().parse(await (await app.ask('/api/checks')).json());
  expect(checks?.sites.map(({ name }) => name)).toEqual(['Declared']);
});
