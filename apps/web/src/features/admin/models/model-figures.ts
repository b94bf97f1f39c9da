/** The figures that a model version is judged by. */
import type { ModelView } from '@fedhealth/fl-core/protocol';

/** On the coordinator's validation rows where there are any, else on the hospitals' test rows. */
export const bestFigures = ({ metrics }: Pick<ModelView, 'metrics'>) =>
  metrics.validation ?? metrics.combined;

export const scoredOn = ({ metrics }: Pick<ModelView, 'metrics'>): string =>
  metrics.validation ? 'validation' : metrics.combined ? 'hospitals' : '—';

/** The parent in words. */
export function parentWords({ parent }: Pick<ModelView, 'parent'>): string {
  if (parent === null) return 'none: no model of the study was in production yet';
  const { version, relation } = parent;
  return relation === 'startedFrom'
    ? `version ${version}, which it was trained on from`
    : `version ${version}, in production when it was made`;
}

/** Studies with their models, those with the newest model first; models stay in their order. */
export function byStudy(models: readonly ModelView[]): { studyId: string; models: ModelView[] }[] {
  const groups = new Map<string, ModelView[]>();
  for (const model of models) {
    const group = groups.get(model.studyId);
    if (group) group.push(model);
    else groups.set(model.studyId, [model]);
  }
  return [...groups].map(([studyId, own]) => ({ studyId, models: own }));
}

/** The one in production before all others, which stay in their order. */
export const productionFirst = (models: readonly ModelView[]): ModelView[] => [
  ...models.filter(({ stage }) => stage === 'production'),
  ...models.filter(({ stage }) => stage !== 'production'),
];
