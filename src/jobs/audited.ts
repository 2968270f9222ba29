import type { AuditedSides, AuditedText } from '../compare/audit/audited.ts';
import type { Audit, AuditedModel } from '../domain/audit.ts';
import type { Item } from '../domain/item.ts';
import type { Store } from '../store/store.ts';

/** Items looked up at once. */
const BATCH = 500;

/** What the models say of a text: their own answer, whatever people corrected in it. */
export function modelOf(understanding: Item['understanding']): AuditedModel {
  if (understanding === null) return { sentiment: null, themes: [], kind: null };
  const { sentiment, themes, kind } = understanding;
  const signs = themes.map(({ theme, sentiment: sign }) => ({ theme, sentiment: sign }));
  return { sentiment: sentiment?.unsure ? 'unsure' : (sentiment?.label ?? null), themes: signs, kind };
}

/**
 * Texts of a brand that people read, with what the models say of them now: the version whose figures are shown. Where the text was
 * edited since, or waits to be read again, with what they said when it was drawn.
 */
export async function auditedTexts(
  store: Pick<Store, 'audits' | 'itemsByKey'>,
  brand: string,
): Promise<readonly (AuditedText & Pick<Audit, 'day'>)[]> {
  const audits = await store.audits({ brand, answered: true });
  const texts: (AuditedText & Pick<Audit, 'day'>)[] = [];
  for (let at = 0; at < audits.length; at += BATCH) {
    const batch = audits.slice(at, at + BATCH);
    const items = new Map((await store.itemsByKey(batch.map((one) => one.key))).map((item) => [item.key, item]));
    for (const audit of batch) texts.push(textOf(audit, items.get(audit.key)));
  }
  return texts;
}

function textOf({ answer, ...audit }: Audit, item: Item | undefined): AuditedText & Pick<Audit, 'day'> {
  const isSame = item?.revision === audit.revision && item.understanding !== null;
  const { stratum, inclusion, day } = audit;
  return {
    channel: audit.channel as AuditedText['channel'],
    // Texts of other draws had other chances: they are strata of their own.
    stratum: `${audit.draw} ${stratum}`,
    inclusion,
    day,
    month: day.slice(0, 7),
    person: answer!,
    model: isSame ? modelOf(item.understanding) : audit.model,
  };
}

/** Those of a window of days, side by side; without the ones that are in no share because nothing was told of them. */
export async function auditedSides(
  store: Pick<Store, 'audits' | 'itemsByKey'>,
  { brand, from, to }: { readonly brand: string; readonly from: string; readonly to: string },
): Promise<AuditedSides> {
  const texts = (await auditedTexts(store, brand)).filter(
    ({ day, model }) => day >= from && day <= to && model.sentiment !== null,
  );
  return {
    public: texts.filter((one) => one.channel === 'public'),
    direct: texts.filter((one) => one.channel !== 'public'),
  };
}
