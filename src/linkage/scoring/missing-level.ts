/** Number that stands for `missing` where the levels of a comparison are numbered from 0. */
export const MISSING = 255;
