import type { Feature, Study } from '../../study/schema.ts';
import type { ColumnMatch } from './mapping.ts';

/** A column that the study names. */
export interface StudyName {
  readonly name: string;
  readonly role: ColumnMatch['role'];
  readonly feature: Feature | null;
}

/** All columns that a study names, each once, in the order a person should look through them. */
export function studyNames(study: Study): StudyName[] {
  const names: StudyName[] = study.features.map((feature) => ({
    name: feature.name,
    role: 'feature',
    feature,
  }));
  const add = (name: string | undefined, role: ColumnMatch['role']): void => {
    if (name !== undefined && !names.some((known) => known.name === name))
      names.push({ name, role, feature: null });
  };
  add(study.label.column, 'label');
  add(study.timestamp, 'timestamp');
  add(study.subject, 'subject');
  if (study.split.kind === 'column') add(study.split.column, 'split');
  return names;
}
