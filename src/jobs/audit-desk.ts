import { MIN_AUDITED } from '../compare/audit/model-error.ts';
import { reportCardOf } from '../compare/audit/report-card.ts';
import type { Clock, Log } from '../domain/ambient.ts';
import type { Audit, AuditAnswer } from '../domain/audit.ts';
import type { Brand } from '../domain/brand.ts';
import type { Item } from '../domain/item.ts';
import type { BrandReportCard } from '../domain/report-card.ts';
import { THEMES } from '../domain/theme.ts';
import { BadInput, Conflict, NotFound } from '../errors.ts';
import type { Store } from '../store/store.ts';
import { auditedTexts } from './audited.ts';
import { type DrawDeps, drawAudits } from './draw-audit.ts';
import { brandDays, windowOf } from './figure-days.ts';

/** A drawn text with its item; what the models say of it is for nobody who reads it to see. */
export interface AuditWithItem {
  readonly audit: Audit;
  readonly item: Item;
}

/** Random texts that people read, and what comes out of it. */
export interface AuditDesk {
  /**
   * Texts of the only brand or of the one named: those that wait, the longest waiting first, or those that were read. An item that was
   * edited since it was drawn waits no more. `n`: how many there are in all; `today`: how many were read today, by the brand's clock.
   * Throws `NotFound`, `BadInput`.
   */
  list(options: {
    readonly brand: string | undefined;
    readonly state: 'open' | 'answered';
    readonly limit: number;
  }): Promise<{ readonly list: readonly AuditWithItem[]; readonly n: number; readonly today: number }>;
  /** Throws `NotFound` for a text that was not drawn, `Conflict` for one edited since, `BadInput` for an unknown theme. */
  answer(key: string, answer: Omit<AuditAnswer, 'at'>): Promise<AuditWithItem>;
  /** The text waits again. Throws `NotFound` for one that was not drawn. */
  takeBack(key: string): Promise<AuditWithItem>;
  /** Draws so many at once; see `drawAudits`. Returns how many there were to draw. Throws `NotFound`, `BadInput`. */
  draw(brand: string | undefined, size: number): Promise<number>;
  /** Throws `NotFound`, `BadInput`. */
  reportCard(brand: string | undefined): Promise<BrandReportCard>;
}

interface Deps {
  readonly store: DrawDeps['store'] & Pick<Store, 'brand' | 'audit' | 'answerAudit' | 'item'>;
  readonly clock: Clock;
  readonly log: Log;
}

const BATCH = 100;

export function createAuditDesk({ store, clock, log }: Deps): AuditDesk {
  async function known(named: string | undefined): Promise<Brand> {
    if (named !== undefined) {
      const brand = await store.brand(named);
      if (brand === null) throw new NotFound(`There is no brand ${JSON.stringify(named)}.`);
      return brand;
    }
    const brands = await store.brands();
    if (brands.length === 1) return brands[0]!;
    throw new BadInput('brand', `say which one: ${brands.map(({ id }) => id).join(', ') || 'there is none yet'}`);
  }

  async function withItems(audits: readonly Audit[]): Promise<readonly AuditWithItem[]> {
    const list: AuditWithItem[] = [];
    for (let at = 0; at < audits.length; at += BATCH) {
      const batch = audits.slice(at, at + BATCH);
      const items = new Map((await store.itemsByKey(batch.map(({ key }) => key))).map((item) => [item.key, item]));
      for (const audit of batch) {
        const item = items.get(audit.key);
        if (item !== undefined) list.push({ audit, item });
      }
    }
    return list;
  }

  async function waiting(brand: string): Promise<readonly AuditWithItem[]> {
    const open = await withItems(await store.audits({ brand, answered: false }));
    return open.filter(({ audit, item }) => item.revision === audit.revision);
  }

  return {
    async list({ brand, state, limit }) {
      const { id, timeZone } = await known(brand);
      const { dayOf } = brandDays(timeZone);
      const [open, answered] = [await waiting(id), await store.audits({ brand: id, answered: true })];
      const today = dayOf(clock.now());
      const list = state === 'open' ? open : await withItems(answered.slice(0, limit));
      return {
        list: list.slice(0, limit),
        n: state === 'open' ? open.length : answered.length,
        today: answered.filter(({ answer }) => dayOf(Date.parse(answer!.at)) === today).length,
      };
    },
    async answer(key, said) {
      const [audit, item] = [await store.audit(key), await store.item(key)];
      if (audit === null || item === null) throw new NotFound('This text was not drawn for an audit.');
      if (item.revision !== audit.revision)
        throw new Conflict('Its author edited this text since it was drawn: it is not part of the audit any more.');
      const own = (await store.brand(audit.brand))?.themes.map(({ id }) => id) ?? [];
      const ids = new Set<string>([...THEMES, ...own]);
      const unknown = said.themes?.find(({ theme }) => !ids.has(theme));
      if (unknown !== undefined) throw new BadInput('themes', `There is no theme ${JSON.stringify(unknown.theme)}.`);
      const at = new Date(clock.now()).toISOString();
      return { audit: await store.answerAudit(key, { ...said, at }), item };
    },
    async takeBack(key) {
      const item = await store.item(key);
      if (item === null) throw new NotFound('This text was not drawn for an audit.');
      return { audit: await store.answerAudit(key, null), item };
    },
    draw: async (brand, size) => drawAudits({ store, clock, log, perDay: 0 }, (await known(brand)).id, size),
    async reportCard(named) {
      const { id: brand, timeZone } = await known(named);
      const texts = await auditedTexts(store, brand);
      const { from, to } = windowOf({}, brandDays(timeZone).dayOf(clock.now()));
      const missing = (isPublic: boolean) => {
        const there = texts.filter(
          ({ channel, day, model }) =>
            (channel === 'public') === isPublic && day >= from && day <= to && model.sentiment !== null,
        );
        return Math.max(0, MIN_AUDITED - there.length);
      };
      const open = (await waiting(brand)).length;
      const missed = { from, to, public: missing(true), direct: missing(false) };
      return { brand, open, missing: missed, card: reportCardOf(texts) };
    },
  };
}
