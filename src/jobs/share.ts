import { ALL, type Share } from '../domain/share.ts';

/** Processes that read texts side by side at most. */
export const SHARES = 8;

/** The share that a job's subject names, as `2/8`; the whole where it names none. */
export function shareOf(subject: string): Share {
  const [, index, of] = /^(\d+)\/(\d+)$/.exec(subject) ?? [];
  return index === undefined ? ALL : { index: Number(index), of: Number(of) };
}

/** All shares of so many, as subjects name them. */
export function sharesOf(of: number): readonly string[] {
  return of === 1 ? [''] : Array.from({ length: of }, (_, index) => `${index}/${of}`);
}

/** What a re-reading is about: the version that the texts are read anew with, and the share of them. */
export interface Rereading {
  readonly version: string;
  readonly share: Share;
}

/** Subject of the job for one share of a re-reading; for all that is left when `share` is ''. */
export function rereadingSubject(version: string, share: string): string {
  return share === '' ? version : `${version} ${share}`;
}

export function rereadingOf(subject: string): Rereading {
  const [, version = subject, share = ''] = /^(.*) (\d+\/\d+)$/.exec(subject) ?? [];
  return { version, share: shareOf(share) };
}

/** Setting of the store whose value is the version that this share was last read with to its end. */
export function rereadName({ index, of }: Share): string {
  return `reread.${index}/${of}`;
}
