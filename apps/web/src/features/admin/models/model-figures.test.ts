import type { ModelView } from '@fedhealth/fl-core/protocol';
import { describe, expect, it } from 'vitest';
import { byStudy, parentWords, productionFirst } from './model-figures.ts';

const model = (version: number, studyId: string) => ({ version, studyId }) as ModelView;

describe('models of studies', () => {
  it('stand together, the study with the newest first', () => {
    const groups = byStudy([model(4, 'b'), model(3, 'a'), model(2, 'b'), model(1, 'a')]);
    expect(groups.map(({ studyId, models }) => [studyId, models.map(({ version }) => version)])).toEqual([
      ['b', [4, 2]],
      ['a', [3, 1]],
    ]);
    expect(byStudy([])).toEqual([]);
  });

  it('have the one in production first, the rest as they were', () => {
    const stages = ['candidate', 'archived', 'production', 'candidate'] as const;
    const models = stages.map((stage, index) => ({ version: 4 - index, stage }) as ModelView);
    expect(productionFirst(models).map(({ version }) => version)).toEqual([2, 4, 3, 1]);
  });

  it('say what their parent is to them', () => {
    expect(parentWords({ parent: null })).toMatch(/^none/);
    expect(parentWords({ parent: { version: 2, relation: 'startedFrom' } })).toContain('trained on from');
    expect(parentWords({ parent: { version: 2, relation: 'productionThen' } })).toContain('when it was made');
  });
});
