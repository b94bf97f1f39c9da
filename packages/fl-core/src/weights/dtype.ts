import { DTYPES, type Dtype } from '../lib/dtype.ts';

/** How a frame's header names each, and the bytes of one number. */
export const DTYPE_CODES: Readonly<Record<Dtype, number>> = { float32: 1, float16: 2, int8: 3 };
export const DTYPE_BYTES: Readonly<Record<Dtype, number>> = { float32: 4, float16: 2, int8: 1 };

/** The type that a header's code names; undefined for any other code. */
export const dtypeOf = (code: number): Dtype | undefined =>
  DTYPES.find((dtype) => DTYPE_CODES[dtype] === code);
