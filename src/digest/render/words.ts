import type { Channel } from '../../domain/item.ts';
import type { MetricKind } from '../../domain/metric.ts';
import type { Theme } from '../../domain/theme.ts';
import type { DigestTrouble, GroupLabel, Language } from '../content.ts';
import { en } from './words-en.ts';
import { nl } from './words-nl.ts';
import { ru } from './words-ru.ts';

/** Everything a mail says in one language. Arguments are counts, or texts that are already in that language. */
export interface Words {
  /** `14 new, 5 negative`; the brand stands before it. */
  subject(fresh: number, negative: number): string;
  readonly madeUp: string;
  readonly madeUpLine: string;
  readonly nothingNew: string;
  readonly redTitle: string;
  redMore(n: number): string;
  readonly figuresTitle: string;
  freshLine(n: number): string;
  readonly channel: Readonly<Record<Channel, string>>;
  older(n: number): string;
  pending(n: number): string;
  /** `period`: `20 November`, or `20 to 22 November`. */
  negativeDay(period: string): string;
  volumeDay(period: string): string;
  readonly weekBefore: string;
  perDay(n: string): string;
  readonly score: Readonly<Record<MetricKind | 'public-stars', string>>;
  readonly ofDays: string;
  texts(n: number): string;
  ratings(n: number): string;
  answers(n: number): string;
  /** 95 % interval. */
  interval(low: string, high: string): string;
  negativeOf(k: number, n: number): string;
  tooFew(n: string): string;
  readonly arrow: Readonly<Record<'up' | 'down', string>>;
  usual(value: string): string;
  partlyIn(share: string): string;
  without(sources: string): string;
  /** Before what figures would be. */
  readonly withoutUnusual: string;
  withoutShare(period: string, now: string, was: string): string;
  /** The same as with them. */
  withoutSame(period: string, share: string): string;
  withoutStars(now: string, was: string): string;
  /** How many are flagged, what all lose together, flagged or not, and how many of the flagged are likely genuine. */
  removed(n: number, weight: string, genuine: string): string;
  /** What the trend would tell then. */
  readonly withoutArrow: Readonly<Record<'up' | 'down' | 'none', string>>;
  /** Names of sources by scraper, where the language has a name of its own. */
  readonly source: Readonly<Record<string, string>>;
  readonly risenTitle: string;
  /** What a theme is compared with; `period` as above. */
  risenBasis(period: string, weeks: number): string;
  /** `texts`: `7 of 40 texts`. */
  blamedIn(texts: string): string;
  /** Names of the built-in themes, as the page has them. */
  readonly theme: Readonly<Record<Theme, string>>;
  readonly decideTitle: string;
  decideAnswer(n: number): string;
  decideWork(n: number): string;
  readonly decideNone: string;
  /** Nothing of the last days waits. */
  decideNoneOf(days: number): string;
  decideOlder(n: number, days: number): string;
  readonly listTitle: string;
  readonly group: Readonly<Record<GroupLabel, string>>;
  shownAbove(n: number): string;
  notShown(n: number): string;
  more(n: number): string;
  readonly scoreAlone: string;
  stars(value: string): string;
  readonly undated: string;
  readonly isNew: string;
  readonly open: string;
  readonly healthTitle: string;
  healthAll(n: number): string;
  healthSome(fine: number, n: number): string;
  readonly healthNone: string;
  paused(n: number): string;
  readonly state: Readonly<Record<DigestTrouble['state'], string>>;
  since(day: string): string;
  asOf(instant: string, zone: string): string;
  newSince(instant: string): string;
  why(brand: string, hour: string, zone: string, workdays: boolean): string;
  readonly preview: string;
  unknownZone(zone: string, used: string): string;
  readonly leave: string;
  readonly leaveHere: string;
  readonly localOnly: string;
  readonly openPage: string;
}

export const words: Readonly<Record<Language, Words>> = { ru, en, nl };
