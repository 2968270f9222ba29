export { MOST_REVIEWS } from './band-index.ts';
export { compare } from './compare.ts';
export { isFar } from './evidence.ts';
export { findDuplicates } from './find.ts';
export { type Fingerprint, fingerprint, gramsIn, printOf } from './fingerprint.ts';
export type { DupInput, Edge, Level, Likeness, Member } from './input.ts';
export { placeAll } from './place.ts';
export { DuplicateSearch } from './search.ts';
export { DUPLICATES_VERSION } from './version.ts';
