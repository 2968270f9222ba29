import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useScrapers, useTargets } from '../api/queries.ts';
import { safeAddress } from './safe-address.ts';

/** Kinds of sites where people write without giving stars: nothing is missing there. */
const STARLESS: readonly string[] = ['social', 'feed'];
/** Read whatever page an address leads to: the page's host is the name that people know. */
const OF_ANY_HOST: readonly string[] = ['generic', 'feed'];
/** Sources whose name differs from language to language. */
const NAMED = ['otzovik', 'telegram', '2gis', 'wildberries', 'jsonld', 'microdata', 'css', 'feed'] as const;

type Placed = { readonly scraper: string; readonly url: string | null; readonly targetId?: string | null };

export type SourceNames = ReturnType<typeof useSourceNames>;

/** Names of the sources as people know them, in the reader's language, and the pages that they lead to. */
export function useSourceNames() {
  const { t } = useTranslation();
  const { data } = useScrapers();
  const { data: targets } = useTargets();
  return useMemo(() => {
    const byName = new Map(data?.map((one) => [one.name, one]));
    const targetAddress = new Map(targets?.map((one) => [one.id, one.url]));
    function nameOf(scraper: string): string {
      const named = NAMED.find((one) => one === scraper);
      return named ? t(`source.${named}`) : (byName.get(scraper)?.title ?? scraper);
    }
    /** The page of the item itself, else the one that it was found on. */
    function pageOf(item: Placed): string | null {
      return safeAddress(item.url) ?? safeAddress(targetAddress.get(item.targetId ?? '') ?? null);
    }
    return {
      nameOf,
      pageOf,
      /** Where one item was read: the host for sources that read any host. */
      placeOf(item: Placed): string {
        const page = OF_ANY_HOST.includes(byName.get(item.scraper)?.kind ?? '') ? pageOf(item) : null;
        return page ? new URL(page).host.replace(/^www\./, '') : nameOf(item.scraper);
      },
      ratesWithStars(scraper: string): boolean {
        const kind = byName.get(scraper)?.kind;
        return kind !== undefined && !STARLESS.includes(kind);
      },
    };
  }, [data, targets, t]);
}
