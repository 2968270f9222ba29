import { placeAll } from '../../understand/duplicates/index.ts';
import type { Link } from '../relation-store.ts';
import type { ItemRow } from './item-row.ts';

/** What tells where an item stands among those that are linked. */
export type Member = Pick<ItemRow, 'key' | 'day' | 'is_own' | 'shown' | 'copy_of' | 'copies' | 'family' | 'similarity'>;

/** What is stored of a place. */
export type Place = Pick<ItemRow, 'copy_of' | 'copies' | 'family' | 'similarity' | 'shown'>;

export interface PlaceChange<M extends Member> {
  readonly member: M;
  readonly place: Place;
}

const SAME = ['copy_of', 'copies', 'family', 'similarity', 'shown'] as const satisfies readonly (keyof Place)[];

/** Where the members of one set of linked items stand: a function of the set. Returns what differs from what is stored. */
export function placesAmong<M extends Member>(
  members: readonly M[],
  links: readonly Link[],
): readonly PlaceChange<M>[] {
  const outside = members.filter((member) => member.is_own === 0);
  const found = placeAll(
    outside.map(({ key, day }) => ({ key, day: day === '' ? null : day })),
    links,
  );
  const sizes = new Map<string, number>();
  for (const { cluster } of found.values()) sizes.set(cluster, (sizes.get(cluster) ?? 0) + 1);
  return members.flatMap((member) => {
    const own = found.get(member.key);
    const copyOf = own === undefined || own.cluster === member.key ? null : own.cluster;
    const place: Place = {
      copy_of: copyOf,
      copies: (sizes.get(member.key) ?? 1) - 1,
      family: own === undefined || own.family === member.key ? null : own.family,
      similarity: own === undefined || own.role === 'original' ? null : Math.round(own.similarity * 1000) / 1000,
      shown: member.is_own === 0 && copyOf === null ? 1 : 0,
    };
    return SAME.every((name) => member[name] === place[name]) ? [] : [{ member, place }];
  });
}
