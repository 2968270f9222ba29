import type { Page, PageRequest } from '../collect/page.ts';
import type { ParseResult, Skipped } from '../collect/scraper.ts';
import type { DigestContent, Language, RenderedDigest } from '../digest/content.ts';
import type { Brand } from '../domain/brand.ts';
import type { ItemDraft, Understanding } from '../domain/item.ts';
import type { Unusual } from '../domain/unusual.ts';
import type { DupInput, Edge } from '../understand/duplicates/index.ts';
import type { ReadInput } from '../understand/index.ts';
import type { PackedLayer } from '../understand/layer/layer.ts';
import type { Packed } from '../understand/packed.ts';
import type { ProposeInput } from '../understand/themes/propose.ts';
import type { RisingPhrase } from '../understand/themes/rising.ts';
import type { Burst, UnusualContext, UnusualInput } from '../understand/unusual/index.ts';

/** A parsed page whose reviews were masked, keyed and given their identity: what may be stored. */
export interface PageDrafts {
  readonly drafts: readonly ItemDraft[];
  readonly next?: PageRequest;
  readonly follow?: readonly PageRequest[];
  readonly total?: number;
  readonly skipped: readonly Skipped[];
  readonly window: boolean;
  /** Share of cards with each optional field, 0..1. */
  readonly fill: Readonly<Record<string, number>>;
}

export interface PageJob {
  readonly scraper: string;
  readonly options: Readonly<Record<string, unknown>>;
  readonly page: Page;
  readonly brand: Brand;
  /** Keep printed author names (else pseudonyms). */
  readonly keepNames: boolean;
}

/** Texts, and which of them are to be compared: places in the list. */
export interface PairsToCompare {
  readonly inputs: readonly DupInput[];
  readonly pairs: readonly (readonly [number, number])[];
}

/** What came of weighing reviews against each other. */
export interface WeighedBlocks {
  readonly results: readonly Packed<Unusual & { readonly key: string }>[];
  /** Without their members. */
  readonly bursts: readonly Omit<Burst, 'members'>[];
}

/**
 * CPU work off the main thread. A task over its time limit (2 s for parsing) is ended with its worker:
 * parsing becomes `LayoutChanged`. Errors of the taxonomy come back as the same classes.
 */
export interface Compute {
  /** Threads that work side by side. */
  readonly workers: number;
  parse(scraper: string, page: Page, options: Readonly<Record<string, unknown>>): Promise<ParseResult>;
  /** parse + privacy + identity: nothing unmasked leaves the worker. */
  readPage(job: PageJob): Promise<PageDrafts>;
  /** `layer`: what the installation learned, null or left out for the shipped models alone. */
  understand(
    inputs: readonly ReadInput[],
    layer?: PackedLayer | null,
  ): Promise<readonly (Understanding & { readonly key: string })[]>;
  /** Phrases that rise and that no theme names yet. */
  rising(input: ProposeInput): Promise<readonly RisingPhrase[]>;
  /** The keys by which texts like each are found, in the order of the texts; see `store/relation-store.ts`. */
  bands(inputs: readonly DupInput[]): Promise<readonly string[]>;
  /** Those of the pairs that are alike. */
  alike(asked: PairsToCompare): Promise<readonly Edge[]>;
  /** Reviews weighed against each other: which of them look paid for. */
  weigh(reviews: readonly Packed<UnusualInput>[], context: UnusualContext): Promise<WeighedBlocks>;
  /** A mail in one language. */
  renderDigest(content: DigestContent, language: Language): Promise<RenderedDigest>;
  /** Version of all models together. */
  modelVersion(): Promise<string>;
  close(): Promise<void>;
}
