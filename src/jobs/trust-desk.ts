import { createHash } from 'node:crypto';
import type { Clock } from '../domain/ambient.ts';
import type { Brand } from '../domain/brand.ts';
import type { Item } from '../domain/item.ts';
import type { EvidencePack, TrustLearned, TrustView } from '../domain/trust.ts';
import type { Campaign, UnusualChange, UnusualLevel, UnusualVerdict } from '../domain/unusual.ts';
import { BadInput, NotFound } from '../errors.ts';
import type { Store } from '../store/store.ts';
import type { SpokenLanguage } from '../understand/unusual/sentences.ts';
import { evidenceOf } from './evidence.ts';
import { brandDays, windowOf } from './figure-days.ts';
import { learnWeights, readState, readWeights, type StoredBurst, trustVersion } from './trust-state.ts';
import { burstWithTexts, countLevels, excerptOf, familiesOf, timelines } from './trust-view.ts';

/** What looks paid for, and what people say of it. Brands may be left out where there is one. */
export interface TrustDesk {
  /** Throws `NotFound`, `BadInput`. */
  view(options: { readonly brand?: string; readonly from?: string; readonly to?: string }): Promise<TrustView>;
  /** A review with the changes of its level. Throws `NotFound`. */
  review(key: string): Promise<{ readonly item: Item; readonly changes: readonly UnusualChange[] }>;
  /** A person's word, null to take it back; the weights of the installation follow. Throws `NotFound`. */
  judge(options: {
    readonly key: string;
    readonly verdict: UnusualVerdict['verdict'] | null;
    readonly by: string;
  }): Promise<{ readonly item: Item; readonly changes: readonly UnusualChange[]; readonly learned: TrustLearned }>;
  campaigns(brand: string | undefined): Promise<readonly Campaign[]>;
  /** Throws `NotFound`, `BadInput`. */
  addCampaign(campaign: Omit<Campaign, 'id' | 'at' | 'brand'> & { readonly brand?: string }): Promise<Campaign>;
  /** Throws `NotFound`. */
  removeCampaign(id: string): Promise<void>;
  /** Reviews with what speaks of payment, for a complaint to a platform. Throws `NotFound`, `BadInput`. */
  evidence(options: {
    readonly brand?: string;
    readonly from?: string;
    readonly to?: string;
    readonly levels: readonly UnusualLevel[];
    readonly keys?: readonly string[];
    readonly language: SpokenLanguage;
    readonly by: string;
  }): Promise<EvidencePack>;
}

interface Deps {
  readonly store: Store;
  readonly clock: Clock;
  readonly version: string;
}

const CHANGES = 50;
const FAMILIES = 20;
/** Changes that are looked through for those since the weights are as they are. */
const CHANGES_LOOKED_AT = 1_000;
/** Reviews of a pack: more nobody at a platform reads. */
const REVIEWS = 500;
const BATCH = 100;

export function createTrustDesk({ store, clock, version }: Deps): TrustDesk {
  const isoNow = () => new Date(clock.now()).toISOString();

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

  async function learnedOf(brand: string): Promise<TrustLearned> {
    const weights = await readWeights(store);
    const nothing = { judged: 0, unusual: 0, genuine: 0, moved: [] };
    const { judged, unusual, genuine, moved } = weights?.report ?? nothing;
    const since = weights === null || Object.keys(weights.weights).length === 0 ? null : weights.since;
    const changes = since === null ? [] : await store.unusualChanges({ brand, limit: CHANGES_LOOKED_AT });
    const changedSince = changes.filter(({ at, came, went }) => at >= since! && !byVerdict([...came, ...went])).length;
    return { judged, unusual, genuine, moved: moved.map((one) => ({ ...one })), since, changedSince };
  }

  async function review(key: string) {
    const item = await store.item(key);
    if (item === null) throw new NotFound('There is no such item.');
    return { item, changes: await store.unusualHistory(item.key) };
  }

  return {
    review,
    async view({ brand: named, ...asked }) {
      const { id: brand, timeZone } = await known(named);
      const days = brandDays(timeZone);
      const window = { brand, ...windowOf(asked, days.dayOf(clock.now())) };
      const state = await readState(store, brand);
      const changes = await store.unusualChanges({ brand, limit: CHANGES });
      const items = await store.itemsByKey([...new Set(changes.map(({ item }) => item))]);
      const excerpts = new Map(items.map((item) => [item.key, excerptOf(item)]));
      const isOld = state !== null && state.version !== (await trustVersion(store, brand)).version;
      return {
        ...window,
        timeZone: days.timeZone,
        version: state?.version ?? null,
        weighedAt: state?.weighedAt ?? null,
        due: isOld || state?.through != null || (await store.dueDays(brand, 1)).length > 0,
        levels: await countLevels(store, window),
        bursts: burstsIn(state?.bursts ?? [], window).map((burst) => burstWithTexts(brand, burst)),
        timelines: await timelines(store, window),
        families: await familiesOf(store, brand, FAMILIES),
        changes: changes.map((change) => ({ ...change, review: excerpts.get(change.item) ?? null })),
        campaigns: [...(await store.campaigns(brand))],
        learned: await learnedOf(brand),
      };
    },
    async judge({ key, verdict, by }) {
      const { item: before } = await review(key);
      const item = await store.setVerdict({ key: before.key, verdict, by, now: isoNow() });
      await learnWeights(store, isoNow());
      return { item, changes: await store.unusualHistory(item.key), learned: await learnedOf(item.brand) };
    },
    campaigns: async (brand) => store.campaigns((await known(brand)).id),
    async addCampaign({ brand: named, ...campaign }) {
      const { id: brand } = await known(named);
      windowOf(campaign, campaign.to);
      const at = isoNow();
      const id = createHash('sha256')
        .update(JSON.stringify([brand, campaign, at]))
        .digest('hex')
        .slice(0, 16);
      const added = { id, brand, ...campaign, at };
      await store.saveCampaign(added);
      return added;
    },
    async removeCampaign(id) {
      if (!(await store.removeCampaign(id))) throw new NotFound('There is no such campaign.');
    },
    async evidence({ brand: named, levels, keys, language, by, ...asked }) {
      const { id: brand, name, madeUp, timeZone } = await known(named);
      const window = { brand, ...windowOf(asked, brandDays(timeZone).dayOf(clock.now())) };
      const days = { published_from: window.from, published_to: window.to };
      const filter = { brand, channel: ['public' as const], copies: 'all' as const, ...days, unusual: [...levels] };
      const found = keys ?? (await store.keys(filter, REVIEWS + 1));
      const reviews: EvidencePack['reviews'] = [];
      for (let at = 0; at < Math.min(found.length, REVIEWS); at += BATCH) {
        for (const item of await store.itemsByKey(found.slice(at, Math.min(REVIEWS, at + BATCH)))) {
          if (item.brand !== brand) continue;
          const evidence = evidenceOf(item, { changes: await store.unusualHistory(item.key), language });
          if (evidence !== null) reviews.push(evidence);
        }
      }
      const state = await readState(store, brand);
      return {
        brand: { id: brand, name, madeUp },
        madeAt: isoNow(),
        madeBy: by,
        language,
        versions: { molva: version, detector: state?.version ?? null, models: await store.activeVersion() },
        reviews,
        more: found.length > REVIEWS,
        bursts: burstsIn(state?.bursts ?? [], window).map((burst) => burstWithTexts(brand, burst)),
      };
    },
  };
}

function burstsIn(
  bursts: readonly StoredBurst[],
  { from, to }: { readonly from: string; readonly to: string },
): readonly StoredBurst[] {
  return bursts.filter((burst) => burst.to >= from && burst.from <= to);
}

/** A person's word has no part in what the weights did. */
function byVerdict(codes: readonly string[]): boolean {
  return codes.some((code) => code.startsWith('verdict-'));
}
