import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useViews } from '../api/loop.ts';
import { useNow } from '../app/clock.ts';
import { useCurrent } from '../app/current.ts';
import { addressOf, useAddress } from '../app/router.ts';
import { dayIn } from '../i18n/format.ts';
import { BUILT_IN } from './built-in-views.ts';
import { apiFilter, type FeedFilter, filterOfView, parseFilter, viewQuery, writeFilter } from './filters.ts';

export interface ViewLink {
  readonly id: string;
  readonly name: string;
  readonly href: string;
  /** What it counts, as parameters of the API. */
  readonly query: string;
  readonly current: boolean;
  /** Saved by a person, so it can be removed. */
  readonly saved: { readonly name: string; readonly query: string } | null;
}

/** Built-in and saved views as links, with the one that is being looked at. */
export function useViewLinks(): readonly ViewLink[] {
  const { t } = useTranslation();
  const { brand } = useCurrent();
  const { path, search } = useAddress();
  const today = dayIn(brand.timeZone, useNow());
  const saved = useViews(brand.id).data;
  return useMemo(() => {
    const params = new URLSearchParams(search);
    const brandParam = params.get('brand');
    const shown = path === '/' ? viewQuery(parseFilter(params)) : null;
    const link = (id: string, { name, filter }: { name: string; filter: FeedFilter }) => {
      const address = writeFilter(filter);
      if (brandParam !== null) address.set('brand', brandParam);
      return {
        id,
        name,
        href: addressOf('/', address),
        query: apiFilter(filter, { brand: brand.id, today }),
        current: shown === viewQuery(filter),
      };
    };
    return [
      ...BUILT_IN.map(({ id, filter }) => ({ ...link(id, { name: t(`views.${id}`), filter }), saved: null })),
      ...(saved ?? []).map((view) => ({
        ...link(view.id, { name: view.name, filter: filterOfView(view.query) }),
        saved: { name: view.name, query: view.query },
      })),
    ];
  }, [t, brand, path, search, today, saved]);
}
