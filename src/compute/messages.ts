import type { Page } from '../collect/page.ts';
import type { DigestContent, Language } from '../digest/content.ts';
import type { DupInput } from '../understand/duplicates/index.ts';
import type { ReadInput } from '../understand/index.ts';
import type { PackedLayer } from '../understand/layer/layer.ts';
import type { Packed } from '../understand/packed.ts';
import type { ProposeInput } from '../understand/themes/propose.ts';
import type { UnusualContext, UnusualInput } from '../understand/unusual/index.ts';
import type { PageJob, PairsToCompare } from './compute.ts';

/** What goes to a worker thread. Plain data only: it is structured-cloned. */
export type Task =
  | {
      readonly kind: 'parse';
      readonly scraper: string;
      readonly page: Page;
      readonly options: Readonly<Record<string, unknown>>;
    }
  | { readonly kind: 'page'; readonly job: PageJob }
  | { readonly kind: 'understand'; readonly inputs: readonly ReadInput[]; readonly layer: PackedLayer | null }
  | { readonly kind: 'bands'; readonly inputs: readonly DupInput[] }
  | { readonly kind: 'alike'; readonly asked: PairsToCompare }
  | { readonly kind: 'weigh'; readonly reviews: readonly Packed<UnusualInput>[]; readonly context: UnusualContext }
  | { readonly kind: 'digest'; readonly content: DigestContent; readonly language: Language }
  | { readonly kind: 'rising'; readonly input: ProposeInput }
  | { readonly kind: 'version' };

/** How an error crosses the border: class name and the fields its constructor needs. */
export interface FlatError {
  readonly name: string;
  readonly message: string;
  readonly stack?: string;
  readonly kind?: string;
  readonly field?: string;
  readonly details: Readonly<Record<string, unknown>>;
}

export type Answer =
  | { readonly id: number; readonly value: unknown }
  | { readonly id: number; readonly error: FlatError };
export interface Envelope {
  readonly id: number;
  readonly task: Task;
}

/** Given to each worker at its start. */
export interface WorkerSetup {
  /** Secret of the installation, for author keys. */
  readonly secret: string;
}
