import { useMemo } from 'react';
import { useScrapers } from '../api/queries.ts';

/** Kinds of sites where people write without giving stars: nothing is missing there. */
const STARLESS: readonly string[] = ['social', 'feed'];

export type SourceNames = ReturnType<typeof useSourceNames>;

/** Names of the sources as people know them. */
export function useSourceNames() {
  const { data } = useScrapers();
  return useMemo(() => {
    const byName = new Map(data?.map((one) => [one.name, one]));
    return {
      all: data ?? [],
      nameOf: (scraper: string) => byName.get(scraper)?.title ?? scraper,
      ratesWithStars: (scraper: string) => {
        const kind = byName.get(scraper)?.kind;
        return kind !== undefined && !STARLESS.includes(kind);
      },
    };
  }, [data]);
}
