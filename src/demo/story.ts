import { sparing } from './detail.ts';
import { DAY_MS, type Draft, ordinaryDraft, SILENT_DAYS, type Telling } from './draft.ts';
import { nameReviews } from './name-reviews.ts';
import { places } from './places.ts';
import {
  BURST_DAYS,
  burstDrafts,
  copyDrafts,
  elsewhereDrafts,
  isPlain,
  LAUNCH_DAYS,
  launchDrafts,
  WAVE_DAYS,
  waveDrafts,
  withContact,
  withEdit,
  withHostileTail,
} from './planted.ts';
import { createRandom } from './random.ts';
import { DEAD_PAGE, type DemoPage, type DemoTruth, DIED_DAYS } from './truth.ts';

/** How many reviews of which page get what. Only sites that show every review can prove that one is gone. */
const EDITS: readonly DemoPage[] = repeat({
  'otzovik-shop': 3,
  '2gis-firm': 3,
  'telegram-channel': 2,
  'shop-en': 1,
  'shop-nl': 1,
});
const VANISHED: readonly DemoPage[] = repeat({ 'otzovik-shop': 2, '2gis-firm': 2, 'telegram-channel': 1 });
const ARRIVALS: readonly DemoPage[] = repeat({
  'otzovik-shop': 2,
  '2gis-firm': 3,
  'telegram-channel': 1,
  'shop-en': 1,
  'shop-nl': 1,
});
/** In the order of `hostileTails`. The shop's data may carry markup by its own rules, so it gets none that looks like it. */
const HOSTILE: readonly DemoPage[] = [
  'otzovik-shop',
  'wildberries-kettle',
  'shop-en',
  'telegram-channel',
  '2gis-firm',
  'otzovik-shop',
  'telegram-channel',
  '2gis-firm',
];
const CONTACTS: readonly DemoPage[] = ['otzovik-shop', '2gis-firm', 'wildberries-kettle', 'telegram-channel'];

/** Two sources: other words leave the events as they are. */
const EVENTS = 1;
const WORDS = 0x5eed;

/**
 * Tells the story of the last sixty days before `now` (ISO instant): some hundred reviews of an invented shop with
 * everything known about each. The same seed and instant always give the same story.
 */
export function tellStory(options: { readonly seed: number; readonly now: string }): DemoTruth {
  const { seed, now } = options;
  const telling: Telling = {
    random: createRandom(seed ^ EVENTS),
    words: sparing(createRandom(seed ^ WORDS)),
    nowMs: Date.parse(now),
    used: new Set(),
  };
  const ordinary = places.flatMap((place) =>
    Array.from({ length: place.ordinary }, (_, index) =>
      ordinaryDraft(place, place.page === '2gis-firm' && index < 4 ? 'en' : place.language, telling),
    ),
  );
  closeTheOutlet(ordinary);
  const copies = copyDrafts(ordinary, telling);
  const copied = new Set(copies.map((copy) => copy.copyDraft));
  const planted = [...burstDrafts(telling), ...waveDrafts(telling), ...elsewhereDrafts(telling), ...copies];
  const touched = touch(ordinary, copied, telling);
  // After all others, so that those are the same with and without it.
  const launch = launchDrafts(telling);
  const ago = (days: number): string => new Date(telling.nowMs - days * DAY_MS).toISOString();
  return {
    seed,
    now,
    reviews: nameReviews([...touched, ...planted, ...launch]),
    silent: { page: 'wildberries-kettle', since: ago(SILENT_DAYS) },
    burst: { from: ago(BURST_DAYS.from + 1), to: ago(BURST_DAYS.to - 1) },
    wave: { from: ago(WAVE_DAYS.from + 1), to: ago(WAVE_DAYS.to - 1) },
    launch: { from: ago(LAUNCH_DAYS.from + 1), to: ago(LAUNCH_DAYS.to - 1) },
  };
}

/** All that is known of the page that died was written before. */
function closeTheOutlet(ordinary: Draft[]): void {
  ordinary.forEach((one, index) => {
    if (one.page !== DEAD_PAGE) return;
    const publishedAt = new Date(Date.parse(one.publishedAt) - (DIED_DAYS + 1) * DAY_MS).toISOString();
    ordinary[index] = { ...one, publishedAt, reply: null };
  });
}

/** Edits, vanishes, dates forward and adds to ordinary reviews, each review at most one of these. */
function touch(ordinary: readonly Draft[], copied: ReadonlySet<Draft | null>, telling: Telling): Draft[] {
  const result = [...ordinary];
  const free = (page: DemoPage, minLength: number): number => {
    const open = result.flatMap((one, index) =>
      one.page === page && isPlain(one) && !copied.has(one) && one.content.text!.length >= minLength ? [index] : [],
    );
    return telling.random.pick(open);
  };
  const change = (pages: readonly DemoPage[], minLength: number, how: (one: Draft, index: number) => Draft): void => {
    pages.forEach((page, index) => {
      const at = free(page, minLength);
      result[at] = how(result[at]!, index);
    });
  };
  change(EDITS, 40, (one) => withEdit(one, telling));
  change(VANISHED, 40, (one) => ({ ...one, vanishes: true }));
  change(HOSTILE, 1, withHostileTail);
  change(CONTACTS, 1, withContact);
  change(ARRIVALS, 1, (one, index) => ({
    ...one,
    arrives: 2,
    reply: null,
    publishedAt: new Date(telling.nowMs - (12 + index * 14) * 60_000).toISOString(),
  }));
  return result;
}

function repeat(counts: Readonly<Partial<Record<DemoPage, number>>>): readonly DemoPage[] {
  return Object.entries(counts).flatMap(([page, count]) => Array.from({ length: count }, () => page as DemoPage));
}
