import type { Brand } from '../domain/brand.ts';
import type { LeftOutReason } from '../domain/comparison.ts';
import type { DigestFigures } from '../domain/figures.ts';
import type { Channel, Precision, SentimentLabel } from '../domain/item.ts';
import type { MetricKind } from '../domain/metric.ts';
import type { HealthState } from '../domain/target.ts';
import type { RisenTheme } from '../domain/theme-figures.ts';

export type Language = 'ru' | 'en' | 'nl';

/** What one mail says, without words: the renderers add them in the reader's language. Plain data, so that it crosses threads. */
export interface DigestContent {
  readonly brand: Pick<Brand, 'id' | 'name' | 'madeUp'>;
  /** Instant of the figures and of the list. */
  readonly asOf: string;
  /** Instant after which a text is new: the reader's last mail. */
  readonly since: string;
  /** `YYYY-MM-DD` in `timeZone`. */
  readonly localDate: string;
  readonly timeZone: string;
  /** The subscription's zone is not known to this machine; `timeZone` stands in for it. */
  readonly unknownZone: string | null;
  readonly fresh: FreshCounts;
  /** Newest negative texts on which nobody has decided; at most a handful. */
  readonly red: readonly DigestLine[];
  /** Open negative texts in all. */
  readonly redTotal: number;
  /** First day of what is looked for as undecided. */
  readonly openFrom: string;
  /** As `jobs/figures` counts them; what is compared over time names the sources it leaves out. */
  readonly figures: DigestFigures;
  /** Themes that are blamed more than usual, the largest rise first. */
  readonly risen: readonly DigestRisen[];
  /** Texts that wait for a decision, with the page's own filter; `older`: published more than `days` days ago, or nobody knows when. */
  readonly decide: {
    readonly answer: number;
    readonly work: number;
    readonly older: number;
    readonly days: number;
  };
  readonly groups: readonly DigestGroup[];
  /** New texts that the list has no room for. */
  readonly more: number;
  readonly health: DigestHealth;
  /** Address of the page as others reach it; null: links lead to the reviews' own sites. */
  readonly pageUrl: string | null;
  /** Why the reader gets it; null in a preview. */
  readonly subscription: { readonly hour: number; readonly days: 'all' | 'workdays' } | null;
}

/** New since the last mail: texts, and ratings without text. */
export interface FreshCounts {
  readonly total: number;
  readonly negative: number;
  readonly byChannel: readonly { readonly channel: Channel; readonly n: number }[];
  /** Read since then, but published long before, or by a first visit: never new (counting.md 6). */
  readonly older: number;
  /** New texts not understood yet. */
  readonly pending: number;
}

/** One text in one line. */
export interface DigestLine {
  readonly key: string;
  /** Beginning of what was said, tidied; '' when it is a score alone. */
  readonly quote: string;
  readonly stars: number | null;
  readonly metric: { readonly kind: MetricKind; readonly value: number; readonly max: number } | null;
  /** Name of the source as people know it where no language has its own (`Words.source`): its title, else the page's host. */
  readonly source: string;
  /** Which one it is; null where the host is the name. */
  readonly scraper: string | null;
  readonly channel: Channel;
  readonly publishedAt: string | null;
  readonly publishedOn: string | null;
  readonly precision: Precision;
  /** The page where it was published; null when it has none. */
  readonly url: string | null;
  readonly isNew: boolean;
}

/** A theme that is blamed more than usual. */
export interface DigestRisen extends Readonly<RisenTheme> {
  /** Title of a theme of the brand's own, tidied; null for one that the language names. */
  readonly title: string | null;
  /** A text that shows it, its quote being the phrase about the theme; null when none was handed in. */
  readonly said: DigestLine | null;
}

export type GroupLabel = SentimentLabel | 'unsure' | 'unread' | 'pending' | 'stars-only';

export interface DigestGroup {
  readonly label: GroupLabel;
  /** All new texts of this kind, listed or not. */
  readonly n: number;
  readonly lines: readonly DigestLine[];
}

/** A source that does not do its part. */
export interface DigestTrouble {
  readonly title: string;
  readonly state: HealthState | LeftOutReason;
  /** Instant from which on it has been so; null when not known. */
  readonly since: string | null;
}

export interface DigestHealth {
  /** Sources that are read by schedule; paused ones are not among them. */
  readonly sources: number;
  readonly fine: number;
  readonly paused: number;
  readonly troubles: readonly DigestTrouble[];
}

/** A mail in one language. */
export interface RenderedDigest {
  readonly subject: string;
  readonly html: string;
  readonly text: string;
}
