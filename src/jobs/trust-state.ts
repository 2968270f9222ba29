import { createHash } from 'node:crypto';
import type { Store } from '../store/store.ts';
import { TRUST_STATE } from '../store/trust-store.ts';
import {
  type Burst,
  type EvidenceWeights,
  type Judged,
  type ReweighReport,
  reweigh,
  UNUSUAL_VERSION,
} from '../understand/unusual/index.ts';

export type StoredBurst = Omit<Burst, 'members'>;

/** How far a brand was weighed, and what its days showed. No review is named in it. */
export interface TrustState {
  /** Of detector, weights and campaigns: where it is another one, all of the brand is weighed again. */
  readonly version: string;
  /** The last day that was weighed with this version; null when all were. */
  readonly through: string | null;
  /** ISO instant of the last step. */
  readonly weighedAt: string;
  /** How long it took, in ms. */
  readonly tookMs: number;
  /** By first day. */
  readonly bursts: readonly StoredBurst[];
}

/** What people's verdicts made of the weights of this installation. */
export interface InstallationWeights {
  readonly weights: EvidenceWeights;
  readonly report: ReweighReport;
  /** ISO instant since which they hold. */
  readonly since: string;
}

const WEIGHTS = 'trust.weights';
/** Verdicts of a brand that are learned from: the latest. */
const VERDICTS = 5_000;

export async function readState(store: Pick<Store, 'setting'>, brand: string): Promise<TrustState | null> {
  const kept = await store.setting(`${TRUST_STATE}${brand}`);
  return kept === null ? null : (JSON.parse(kept) as TrustState);
}

export function writeState(store: Pick<Store, 'saveSetting'>, brand: string, state: TrustState): Promise<void> {
  return store.saveSetting(`${TRUST_STATE}${brand}`, JSON.stringify(state));
}

export async function readWeights(store: Pick<Store, 'setting'>): Promise<InstallationWeights | null> {
  const kept = await store.setting(WEIGHTS);
  return kept === null ? null : (JSON.parse(kept) as InstallationWeights);
}

/** In tenths, so that a single verdict more does not weigh everything again. */
function inTenths(weights: EvidenceWeights): EvidenceWeights {
  const rounded = Object.entries(weights).map(([code, factor]) => [code, Math.round(factor * 10) / 10] as const);
  return Object.fromEntries(rounded.filter(([, factor]) => factor !== 1).sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** Makes the weights anew from all verdicts of all brands. They hold from now on where they are others than before. */
export async function learnWeights(
  store: Pick<Store, 'setting' | 'saveSetting' | 'brands' | 'verdicts'>,
  now: string,
): Promise<InstallationWeights> {
  const judged: Judged[] = [];
  for (const { id: brand } of await store.brands())
    for (const { reasons, verdict } of await store.verdicts({ brand, limit: VERDICTS }))
      judged.push({ reasons, verdict: verdict.verdict });
  const { weights, report } = reweigh(judged);
  const before = await readWeights(store);
  const next = inTenths(weights);
  const same = JSON.stringify(before?.weights ?? {}) === JSON.stringify(next);
  const learned = { weights: next, report, since: same && before !== null ? before.since : now };
  await store.saveSetting(WEIGHTS, JSON.stringify(learned));
  return learned;
}

/** What the results of a brand follow from, beside its reviews. */
export async function trustVersion(
  store: Pick<Store, 'setting' | 'campaigns'>,
  brand: string,
): Promise<{ readonly version: string; readonly weights: EvidenceWeights }> {
  const weights = (await readWeights(store))?.weights ?? {};
  const campaigns = (await store.campaigns(brand)).map(({ id, from, to, scraper }) => [id, from, to, scraper]);
  if (Object.keys(weights).length === 0 && campaigns.length === 0) return { version: UNUSUAL_VERSION, weights };
  const hash = createHash('sha256')
    .update(JSON.stringify([weights, campaigns]))
    .digest('hex');
  return { version: `${UNUSUAL_VERSION}+${hash.slice(0, 12)}`, weights };
}
