import { type QueryClient, useQueryClient } from '@tanstack/react-query';
import type { TFunction } from 'i18next';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { request } from '../api/client.ts';
import { patchItems } from '../api/item-cache.ts';
import type { Verdict } from '../api/trust.ts';
import type { BulkChange, DecisionChange, Item, ItemChange, Kind, Label, ThemeSign } from '../api/types.ts';
import { currentTime } from '../app/clock.ts';
import { useCurrent } from '../app/current.ts';
import { useFailureText } from '../app/failure.tsx';
import { say } from '../app/toasts.tsx';
import { corrected, type Word, wordBack } from './correct.ts';
import { decideOne } from './decide.ts';
import { changeMany } from './decide-many.ts';
import { judgeOne } from './judge.ts';
import { tagMany } from './tag-many.ts';
import { shownKind } from './themes.ts';

export interface Changes {
  readonly mayWrite: boolean;
  /** `null` takes a person's word back. */
  readonly setSentiment: (item: Item, label: Label | null) => void;
  readonly setLanguage: (item: Item, language: string | null) => void;
  readonly setKind: (item: Item, kind: Kind) => void;
  /** All themes of the text, none of which needs to be the model's. */
  readonly setThemes: (item: Item, themes: readonly ThemeSign[]) => void;
  /** What a person said of kind and themes, taken back. */
  readonly takeBackThemes: (item: Item) => void;
  readonly setTags: (
    item: Item,
    change: { readonly add?: readonly string[]; readonly remove?: readonly string[] },
  ) => void;
  readonly decide: (item: Item, change: DecisionChange) => void;
  /** Whether it looks paid for; `null` takes the word back. */
  readonly judge: (item: Item, verdict: Verdict | null) => void;
  /** One tag for all of these. */
  readonly tagMany: (items: readonly Item[], tag: string) => void;
  /** All of these at once, or all that `query` (parameters of the API) matches; then `items` are those of them that are loaded. */
  readonly changeMany: (items: readonly Item[], change: BulkChange, query?: string) => void;
}

/** Changes of one item: shown at once, said in words, with a way back; put back as it was when the server refuses. */
export function useChanges(): Changes {
  const { t, i18n } = useTranslation();
  const { language } = i18n;
  const client = useQueryClient();
  const { me, mayWrite } = useCurrent();
  const failureText = useFailureText();
  // One object as long as nothing changes: cards in the list are drawn again only when something of theirs did.
  return useMemo(
    () => changesOf({ t, language, client, name: me.name, mayWrite, failureText }),
    [t, language, client, me.name, mayWrite, failureText],
  );
}

export interface Tools {
  readonly t: TFunction;
  readonly language: string;
  readonly client: QueryClient;
  readonly name: string;
  readonly mayWrite: boolean;
  readonly failureText: (error: unknown) => string;
}

function changesOf(tools: Tools): Changes {
  const { t, client, name, mayWrite, failureText } = tools;

  async function send(before: Item, after: Item, change: ItemChange): Promise<boolean> {
    patchItems(client, [after]);
    try {
      patchItems(client, [await request<Item>(`/items/${before.key}`, { method: 'PATCH', body: change })]);
    } catch (error) {
      patchItems(client, [before]);
      say(failureText(error), { bad: true });
      return false;
    }
    for (const queryKey of [['stats'], ['tags']]) void client.invalidateQueries({ queryKey });
    return true;
  }

  async function correct(item: Item, word: Word, text: string) {
    const by = { by: name, at: currentTime().toISOString() };
    const after = corrected(item, word, by);
    if (!(await send(item, after, word))) return;
    const back = wordBack(item, word);
    say(text, { undo: () => void send(after, corrected(after, back, by), back) });
  }

  return {
    mayWrite,
    decide: (item, change) => decideOne(tools, item, change),
    judge: (item, verdict) => judgeOne(tools, item, verdict),
    tagMany: (items, tag) => void (mayWrite && tagMany(tools, items, tag)),
    changeMany: (items, change, query) => changeMany(tools, { items, change, query: query ?? null }),
    setSentiment: (item, label) => {
      if (!mayWrite || (item.correction?.sentiment ?? null) === label) return;
      const text = label === null ? t('change.takenBack') : t('change.sentiment', { label: t(`sentiment.${label}`) });
      void correct(item, { sentiment: label }, text);
    },
    setLanguage: (item, language) => {
      if (!mayWrite || (item.correction?.language ?? null) === language) return;
      void correct(item, { language }, t('change.language'));
    },
    setKind: (item, kind) => {
      if (!mayWrite || shownKind(item) === kind) return;
      void correct(item, { kind }, t('change.kind', { name: t(`kind.${kind}`) }));
    },
    setThemes: (item, themes) => {
      if (mayWrite) void correct(item, { themes: [...themes] }, t('change.themes'));
    },
    takeBackThemes: (item) => {
      if (mayWrite) void correct(item, { kind: null, themes: null }, t('change.takenBack'));
    },
    setTags: (item, change) => {
      const add = (change.add ?? []).filter((tag) => !item.tags.includes(tag));
      const remove = (change.remove ?? []).filter((tag) => item.tags.includes(tag));
      if (!mayWrite || add.length + remove.length === 0) return;
      const after = { ...item, tags: [...item.tags.filter((tag) => !remove.includes(tag)), ...add] };
      void send(item, after, { tags: { add, remove } }).then((done) => {
        if (!done) return;
        const undo = () => void send(after, item, { tags: { add: remove, remove: add } });
        say(add.length > 0 ? t('change.tagged') : t('change.untagged'), { undo });
      });
    },
  };
}
