import type { Json, JsonObject } from './json-path.ts';

/** By field of the feature, as `name`; "" for the feature as a whole. */
export type FeatureErrors = Readonly<Record<string, string>>;

/** What a part of a feature's row is given. */
export interface FeaturePartProps {
  path: string;
  what: string;
  fields: JsonObject;
  errors: FeatureErrors;
  set: (field: string, value: Json | undefined) => void;
}
