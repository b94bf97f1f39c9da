const names = new Intl.Collator('en-GB', { numeric: true, sensitivity: 'base' });

/** Orders things by their name as people do: "Node 2" before "Node 10". */
export const byName = (a: { readonly name: string }, b: { readonly name: string }): number =>
  names.compare(a.name, b.name);
