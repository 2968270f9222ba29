import { cachedItem, forgetOtherLists, patchItems } from '../api/item-cache.ts';
import { inTurn } from '../api/pending.ts';
import { refreshTrust, sendVerdict, type Verdict } from '../api/trust.ts';
import type { Item } from '../api/types.ts';
import { currentTime } from '../app/clock.ts';
import { say } from '../app/toasts.tsx';
import { isWeighed, judged, verdictOf } from './unusual.ts';
import type { Tools } from './use-change.ts';

/** A person's word on a review: shown at once, said in words, with a way back; put back as it was when the server refuses. */
export function judgeOne(tools: Tools, item: Item, verdict: Verdict | null): void {
  const before = verdictOf(item);
  if (!tools.mayWrite || !isWeighed(item) || before === verdict) return;
  const { t } = tools;
  const text = verdict === null ? t('unusual.takenBack') : t('unusual.said', { what: t(`unusual.verdict.${verdict}`) });
  void send(tools, item, verdict).then((done) => {
    if (done) say(text, { undo: () => void send(tools, item, before) });
  });
}

async function send(tools: Tools, item: Item, verdict: Verdict | null): Promise<boolean> {
  const { client, name, language, failureText } = tools;
  const { key } = item;
  const now = () => cachedItem(client, key) ?? client.getQueryData<Item>(['item', key]) ?? item;
  const { unusual } = now();
  patchItems(client, [judged(now(), verdict, { by: name, at: currentTime().toISOString() })]);
  try {
    const answer = await inTurn(key, () => sendVerdict(key, verdict, language));
    patchItems(client, [{ ...now(), unusual: answer.unusual }]);
  } catch (error) {
    patchItems(client, [{ ...now(), unusual }]);
    say(failureText(error), { bad: true });
    return false;
  }
  forgetOtherLists(client);
  void client.invalidateQueries({ queryKey: ['unusual', key] });
  refreshTrust(client);
  return true;
}
