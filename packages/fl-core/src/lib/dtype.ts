/** The types of number that weights can travel as. */
export const DTYPES = ['float32', 'float16', 'int8'] as const;
export type Dtype = (typeof DTYPES)[number];
