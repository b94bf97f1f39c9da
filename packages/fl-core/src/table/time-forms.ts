/** What a time cell says of itself; 0 for any other cell. */
export const CLOCK = 1;
export const ZONED = 2;
export const EITHER_ORDER = 3;
export const FIRST_IS_DAY = 4;
export const FIRST_IS_MONTH = 5;
