import type { PageDrafts } from '../compute/compute.ts';
import type { Item, ItemDraft } from '../domain/item.ts';
import type { Run } from '../domain/run.ts';
import type { Store } from '../store/store.ts';

/** What a review without it would lose in the store, as a new version takes the place of the old one. */
const CONTENT: Readonly<Record<string, readonly (keyof ItemDraft & keyof Item)[]>> = {
  title: ['title'],
  text: ['text'],
  pros: ['pros'],
  cons: ['cons'],
  rating: ['rating', 'stars'],
  replyText: ['reply'],
};

/** One or two people may take something back between two visits; more of them at once, or all of a page, do not. */
const MANY = 3;

/**
 * The drafts of a page as they may be stored. Where no card of it has a field that the same reviews have in the store, the page has
 * changed and not its reviews: they keep what they had. Asks the store only where a field of the visits before is missing.
 */
export async function keepFields(
  { drafts, fill }: Pick<PageDrafts, 'drafts' | 'fill'>,
  before: readonly Run[],
  store: Pick<Store, 'item'>,
): Promise<readonly ItemDraft[]> {
  const whole = drafts.filter((draft) => !draft.partial);
  const missing = Object.keys(CONTENT).filter((field) => !fill[field] && before.some((run) => run.fill[field]));
  if (whole.length < 2 || missing.length === 0) return drafts;
  const stored = new Map<string, Item>();
  for (const item of await Promise.all(whole.map(({ key }) => store.item(key))))
    if (item !== null) stored.set(item.key, item);
  const lost = missing
    .map((field) => CONTENT[field]!)
    .filter(([name]) => {
      const had = [...stored.values()].filter((item) => item[name!] !== null).length;
      return had >= MANY || (had >= 2 && had === stored.size);
    })
    .flat();
  return drafts.map((draft) => {
    const item = draft.partial ? undefined : stored.get(draft.key);
    return item === undefined ? draft : { ...draft, ...Object.fromEntries(lost.map((name) => [name, item[name]])) };
  });
}
