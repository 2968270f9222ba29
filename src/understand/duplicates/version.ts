/** Grows with each change by which texts would be found, compared or placed otherwise: what is stored is then related anew. */
export const DUPLICATES_VERSION = 3;
