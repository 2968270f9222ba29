import type { PageDrafts } from '../../src/compute/compute.ts';
import type { ItemDraft } from '../../src/domain/item.ts';
import type { CommitResult } from '../../src/store/store.ts';

/** What the loop needs of a store, with the port's rules: content decides what changed, an absent field of a full review erases nothing. */
export class MemoryStore {
  readonly items = new Map<string, ItemDraft>();
  readonly commits: { readonly keys: readonly string[]; readonly cursor: Readonly<Record<string, unknown>> | null }[] =
    [];
  cursor: Readonly<Record<string, unknown>> | null = null;

  /** Called before each commit; may throw or wait. */
  before: () => Promise<void> | void = () => {};

  readonly isKnown = async (keys: readonly string[]): Promise<Map<string, { partial: boolean }>> =>
    new Map(keys.flatMap((key) => (this.items.has(key) ? [[key, { partial: this.items.get(key)!.partial }]] : [])));

  readonly onPage = async (page: PageDrafts, cursor: MemoryStore['cursor']): Promise<CommitResult> => {
    await this.before();
    const result = { newKeys: [] as string[], changedKeys: [] as string[], sameKeys: [] as string[] };
    for (const draft of page.drafts) {
      const stored = this.items.get(draft.key);
      const isTeaserOfWhole = draft.partial && stored?.partial === false;
      const isSame = stored?.text === draft.text && stored?.stars === draft.stars && stored?.partial === draft.partial;
      if (!stored) result.newKeys.push(draft.key);
      else if (isTeaserOfWhole || isSame) result.sameKeys.push(draft.key);
      else result.changedKeys.push(draft.key);
      if (!isTeaserOfWhole) this.items.set(draft.key, draft);
    }
    // Cursors live in a database: what does not survive JSON is lost.
    this.cursor = cursor === null ? null : JSON.parse(JSON.stringify(cursor));
    this.commits.push({ keys: page.drafts.map(({ key }) => key), cursor: this.cursor });
    return result;
  };
}
