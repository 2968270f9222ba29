import { cachedItem, patchItems } from '../api/item-cache.ts';
import type { Item } from '../api/types.ts';
import { say } from '../app/toasts.tsx';
import { sendAll } from './send-all.ts';
import type { Tools } from './use-change.ts';

/** Gives all of them a tag; taken back, only those lose it that did not have it before. */
export async function tagMany(tools: Tools, items: readonly Item[], tag: string): Promise<void> {
  const { t, language } = tools;
  const without = items.filter((item) => !item.tags.includes(tag));
  const n = (count: number) => ({ count, n: count.toLocaleString(language) });
  if (without.length === 0) return void say(t('bulk.allTagged', { tag }));
  const what = t('bulk.tagged', { tag });
  if (await write(tools, without, { add: tag }))
    say(t('change.many', { what, ...n(without.length) }), {
      undo: () =>
        void write(tools, without, { remove: tag }).then((done) => done && say(t('change.takenBackDecision'))),
    });
}

/** Shown at once, put back as it was when the server refuses; false then. */
async function write(
  tools: Tools,
  items: readonly Item[],
  { add, remove }: { readonly add?: string; readonly remove?: string },
): Promise<boolean> {
  const { client, failureText } = tools;
  const now = items.map((item) => cachedItem(client, item.key) ?? item);
  patchItems(
    client,
    now.map((item) => ({
      ...item,
      tags: [...item.tags.filter((one) => one !== remove && one !== add), ...(add === undefined ? [] : [add])],
    })),
  );
  try {
    const change = { tags: { add: add === undefined ? [] : [add], remove: remove === undefined ? [] : [remove] } };
    await sendAll(
      items.map((item) => item.key),
      change,
    );
    return true;
  } catch (error) {
    patchItems(client, now);
    say(failureText(error), { bad: true });
    return false;
  } finally {
    for (const queryKey of [['stats'], ['tags']]) void client.invalidateQueries({ queryKey });
  }
}
