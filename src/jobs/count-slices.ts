import type { CountRow } from '../domain/count-row.ts';
import type { ItemFilter } from '../domain/filter.ts';
import type { Store } from '../store/store.ts';

/** Rows that are made and counted in one go: some milliseconds, so that the page's requests and events get their turn. */
const SLICE_ROWS = 3000;

/**
 * Hands over everything that matches, day by day in slices, each a read of its own; between two of them the thread is free.
 * A day larger than a slice is one slice. Items that move to another day in between may be met twice or not at all: the next
 * question finds them.
 */
export async function eachSlice(
  store: Pick<Store, 'countRows' | 'stats'>,
  filter: ItemFilter,
  use: (rows: readonly CountRow[]) => void,
): Promise<void> {
  const days = await store.stats(filter, ['day']);
  const total = days.reduce((sum, one) => sum + one.n, 0);
  if (total === 0) return;
  if (total <= SLICE_ROWS) return use(await store.countRows(filter));
  const dated = days.filter((one) => (one.key.day ?? '') !== '').sort((a, b) => (a.key.day! < b.key.day! ? -1 : 1));
  const slices = gather(dated.map((one) => ({ day: one.key.day!, n: one.n })));
  const asks: ItemFilter[] = slices.map((slice, at) => ({
    ...filter,
    // The outer bounds stay as they were asked: they may be instants.
    published_from: at === 0 ? (filter.published_from ?? slice.from) : slice.from,
    published_to: at === slices.length - 1 ? (filter.published_to ?? slice.to) : slice.to,
  }));
  if (dated.length < days.length) asks.push({ ...filter, undated: true });
  await inTurn(asks, store, use);
}

/** One slice is read while the one before is counted. */
async function inTurn(
  asks: readonly ItemFilter[],
  store: Pick<Store, 'countRows'>,
  use: (rows: readonly CountRow[]) => void,
): Promise<void> {
  const read = (at: number): Promise<readonly CountRow[]> => {
    const rows = asks[at] === undefined ? Promise.resolve([]) : store.countRows(asks[at]);
    // It is awaited one turn later: a failure until then is not unheard.
    rows.catch(() => undefined);
    return rows;
  };
  let next = read(0);
  for (let at = 0; at < asks.length; at++) {
    const rows = await next;
    next = read(at + 1);
    use(rows);
  }
  await next;
}

interface Slice {
  readonly from: string;
  readonly to: string;
}

/** Neighbouring days together, as many as fit. */
function gather(days: readonly { readonly day: string; readonly n: number }[]): readonly Slice[] {
  const slices: { from: string; to: string; n: number }[] = [];
  for (const { day, n } of days) {
    const last = slices.at(-1);
    if (last !== undefined && last.n + n <= SLICE_ROWS) {
      last.to = day;
      last.n += n;
    } else slices.push({ from: day, to: day, n });
  }
  return slices;
}
