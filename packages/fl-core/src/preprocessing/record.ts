/** The value of an own key: names from files may be `constructor` or `__proto__`. */
export const at = <T>(record: Readonly<Record<string, T>>, key: string): T | undefined =>
  Object.hasOwn(record, key) ? record[key] : undefined;
