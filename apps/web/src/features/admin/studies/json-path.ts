/** Reading and changing plain JSON by paths such as `features.2.range`, as zod names places. */

export type Json = null | boolean | number | string | readonly Json[] | JsonObject;
export interface JsonObject {
  readonly [key: string]: Json;
}

export const isJsonObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const isList = (value: Json | undefined): value is readonly Json[] => Array.isArray(value);

/** The value at a path; undefined where there is none. */
export function valueAt(root: Json, path: string): Json | undefined {
  let value: Json | undefined = root;
  for (const key of path.split('.')) {
    if (isList(value)) value = value[Number(key)];
    else if (isJsonObject(value) && Object.hasOwn(value, key)) value = value[key];
    else return undefined;
  }
  return value;
}

/** A copy with another value at the path; undefined removes the field. What is not on the path stays the same object. */
export function withValue(root: JsonObject, path: string, value: Json | undefined): JsonObject {
  const [key = '', ...rest] = path.split('.');
  const { [key]: held, ...others } = root;
  if (rest.length === 0) return value === undefined ? others : { ...root, [key]: value };
  const below = rest.join('.');
  if (isList(held)) return { ...root, [key]: withItem(held, below, value) };
  return { ...root, [key]: withValue(isJsonObject(held) ? held : {}, below, value) };
}

function withItem(list: readonly Json[], path: string, value: Json | undefined): readonly Json[] {
  const [key = '', ...rest] = path.split('.');
  return list.map((item, index) => {
    if (index !== Number(key)) return item;
    if (rest.length === 0) return value ?? null;
    return withValue(isJsonObject(item) ? item : {}, rest.join('.'), value);
  });
}
