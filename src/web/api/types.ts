import type {
  Brands,
  Family,
  Health,
  ItemChange,
  Items,
  Me,
  Problem,
  QueueState,
  Runs,
  Scrapers,
  Stats,
  Tags,
  TargetAdd,
  TargetAdded,
  Targets,
  Versions,
  WireEvent,
} from '../../api/wire.ts';
import type { Bulk, Decide, History, View } from '../../api/wire-loop.ts';
import type { FeedFigures } from '../../domain/figures.ts';

/** The words of the page, taken from the shapes that go over the wire. */
export type Brand = Brands['data'][number];
export type Item = Items['data'][number];
export type ItemVersion = Versions['data'][number];
export type Label = NonNullable<NonNullable<Item['understanding']>['sentiment']>['label'];
export type ThemeMention = NonNullable<Item['understanding']>['themes'][number];
export type ThemeSign = Omit<ThemeMention, 'quote'>;
export type Kind = NonNullable<NonNullable<Item['understanding']>['kind']>;
export type Run = Runs['data'][number];
export type ScraperInfo = Scrapers['data'][number];
export type StatsGroup = Stats['data'][number];
export type Target = Targets['data'][number];
export type HealthState = Target['health'];
export type Probe = TargetAdded['probe'];
export type Decisions = Item['decisions'];
export type DecisionChange = Omit<Decide, 'ifVersion'>;
export type DecisionEntry = History['data'][number];
export type BulkChange = Bulk['change'];
export type {
  Brands,
  Family,
  FeedFigures,
  Health,
  ItemChange,
  Items,
  Me,
  Problem,
  QueueState,
  Runs,
  Scrapers,
  Stats,
  Tags,
  TargetAdd,
  TargetAdded,
  Targets,
  Versions,
  View,
  WireEvent,
};
