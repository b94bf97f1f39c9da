import { nameTrouble } from '../lib/name.ts';
import type { Study } from './schema.ts';

/** A place in a study that does not fit, as `features.2.range`, and why, as a sentence for a person. */
export interface StudyPlace {
  /** Empty for the study as a whole. */
  readonly path: string;
  readonly message: string;
}

/**
 * Names in a study that may not be used (SPEC.md, N4), each at its place. Asked of what comes in; a study that was
 * kept before there was such a rule is read as it is.
 */
export function namePlaces(study: Study): StudyPlace[] {
  const { id, title, label, timestamp, subject, split, features } = study;
  const places: StudyPlace[] = [];
  const look = (path: string, name: string | undefined, what: string, trouble = nameTrouble): void => {
    const wrong = name === undefined ? null : trouble(name);
    if (wrong !== null) places.push({ path, message: `the ${what} ${wrong}` });
  };
  look('id', id, 'id', (name) => (name.length > 64 ? 'is longer than 64 characters' : null));
  look('title', title, 'title');
  look('label.column', label.column, 'name of the column');
  look('label.positive', label.positive, 'value');
  look('label.negative', label.negative, 'value');
  look('timestamp', timestamp, 'name of the column');
  look('subject', subject, 'name of the column');
  if (split.kind === 'column') look('split.column', split.column, 'name of the column');
  features.forEach(({ name, unit, source, categories, aliases }, index) => {
    const at = `features.${index}`;
    look(`${at}.name`, name, 'name of the column');
    look(`${at}.unit`, unit || undefined, 'unit');
    look(`${at}.source`, source, 'source');
    categories?.forEach((category, place) => {
      // An empty category is one that the file leaves blank on purpose.
      if (category !== '') look(`${at}.categories.${place}`, category, 'category');
    });
    aliases?.forEach((alias, place) => {
      look(`${at}.aliases.${place}`, alias, 'name');
    });
  });
  return places;
}
