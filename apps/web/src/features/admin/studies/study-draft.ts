/** A study while a person edits it: plain JSON that may not fit yet, with keys that follow its features around. */
import { parseStrategy } from '@fedhealth/fl-core/aggregation';
import { fail, ok, type Result } from '@fedhealth/fl-core/lib';
import { checkStudy, type Study, type StudyPlace, studySchema } from '@fedhealth/fl-core/study';
import { isJsonObject, type Json, type JsonObject, withValue } from './json-path.ts';

export interface StudyDraft {
  readonly study: JsonObject;
  /** One for each feature, the same wherever it moves. */
  readonly keys: readonly number[];
}

export type DraftChange =
  /** All of it at once; the id stays where the study has been saved under it. */
  | { readonly kind: 'replace'; readonly draft: StudyDraft; readonly keepId: boolean }
  | { readonly kind: 'set'; readonly path: string; readonly value: Json | undefined }
  | { readonly kind: 'addFeature' }
  | { readonly kind: 'removeFeature'; readonly index: number }
  | { readonly kind: 'moveFeature'; readonly index: number; readonly by: -1 | 1 };

/** What a study has when only the needful is said. */
const DEFAULTS = plain(studySchema.parse({ id: 'x', label: { column: 'x' }, features: [{ name: 'y' }] }));
const SECTIONS = ['label', 'split', 'preprocessing', 'model', 'training', 'federation'] as const;

/** JSON as it would be sent: without what is undefined. */
function plain(value: unknown): JsonObject {
  const copy: unknown = JSON.parse(JSON.stringify(value));
  return isJsonObject(copy) ? copy : {};
}

/** A draft of anything that was meant as a study: what it leaves out has the usual values. */
export function draftOf(input: unknown): StudyDraft {
  const checked = checkStudy(input);
  if (checked.ok) return numbered(plain(checked.value));
  const given = plain(input);
  const study: Record<string, Json> = { ...DEFAULTS, id: '', title: '', ...given };
  for (const section of SECTIONS) {
    const usual = section === 'label' ? { column: '', positive: '1' } : DEFAULTS[section];
    const own = given[section];
    // Another kind of split has other fields.
    if (section === 'split' && isJsonObject(own)) study.split = own;
    else study[section] = { ...(isJsonObject(usual) ? usual : {}), ...(isJsonObject(own) ? own : {}) };
  }
  const features = Array.isArray(given.features) ? given.features : [];
  study.features = features.map((one: Json) => ({
    kind: 'numeric',
    source: 'other',
    ...(isJsonObject(one) ? one : { name: String(one) }),
  }));
  return numbered(study);
}

const numbered = (study: JsonObject): StudyDraft => ({
  study,
  keys: featuresOf(study).map((_, index) => index),
});

export const featuresOf = (study: JsonObject): readonly Json[] =>
  Array.isArray(study.features) ? study.features : [];

export function changeDraft({ study, keys }: StudyDraft, change: DraftChange): StudyDraft {
  const features = featuresOf(study);
  const both = (move: <T>(list: readonly T[]) => readonly T[]): StudyDraft => ({
    study: { ...study, features: move(features) },
    keys: move(keys),
  });
  switch (change.kind) {
    case 'replace':
      return change.keepId
        ? { ...change.draft, study: { ...change.draft.study, id: study.id ?? '' } }
        : change.draft;
    case 'set':
      return { study: withValue(study, change.path, change.value), keys };
    case 'addFeature':
      return {
        study: { ...study, features: [...features, { name: '', kind: 'numeric', source: 'other' }] },
        keys: [...keys, Math.max(-1, ...keys) + 1],
      };
    case 'removeFeature':
      return both((list) => list.filter((_, index) => index !== change.index));
    case 'moveFeature':
      return both((list) => moved(list, change.index, change.index + change.by));
  }
}

function moved<T>(list: readonly T[], from: number, to: number): readonly T[] {
  const item = list[from];
  if (item === undefined || to < 0 || to >= list.length) return list;
  const rest = list.filter((_, index) => index !== from);
  return [...rest.slice(0, to), item, ...rest.slice(to)];
}

/** The study, or each place that does not fit: by the schema that every study is read with, and its strategy. */
export function readDraft(study: JsonObject): Result<Study, readonly StudyPlace[]> {
  const checked = checkStudy(study);
  if (!checked.ok) return checked;
  const strategy = parseStrategy(checked.value.federation.strategy);
  if (strategy.ok) return ok(checked.value);
  return fail([{ path: 'federation.strategy', message: strategy.error.message }]);
}

/** The study of a JSON file's text. Problems: `STUDY_NOT_JSON`. What does not fit is for the form to show. */
export function readStudyText(text: string): Result<StudyDraft> {
  try {
    const input: unknown = JSON.parse(text);
    if (isJsonObject(input)) return ok(draftOf(input));
  } catch {
    // Told below, with what a person can do.
  }
  return fail({
    code: 'STUDY_NOT_JSON',
    message:
      'This file is not a study: it does not hold a JSON object such as “Download JSON” on a study’s page saves.',
  });
}
