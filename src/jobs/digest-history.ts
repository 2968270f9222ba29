import { shiftDay } from '../collect/zone.ts';
import { countTrend, falseAlarmRate, type Period, shareTrend, TREND_WEEKS } from '../compare/arrows.ts';
import { Freshness } from '../compare/fresh.ts';
import { isJudged, isNegative, NegativeShare } from '../compare/shares.ts';
import { JUDGED, textsOf } from '../compare/texts.ts';
import { risenThemes } from '../compare/themes/risen.ts';
import { PREVALENCES, WithoutTally, weighableOf } from '../compare/without-tally.ts';
import { weightOf } from '../compare/without-unusual.ts';
import type { LeftOut } from '../domain/comparison.ts';
import type { CountRow } from '../domain/count-row.ts';
import type { DigestFigures, Trend } from '../domain/figures.ts';
import type { ItemFilter } from '../domain/filter.ts';
import { type BrandDays, daysBetween } from './figure-days.ts';

/** Negative share and number of texts: two arrows that a mail may show. */
const ARROWS_PER_MAIL = 2;
const WEEK = 7;
/** Where no place is left: a target that is none, because an empty list asks for all. */
const NO_PLACE = ['-'];

/** `blamed`: judged texts that blame a theme, by theme. `left`: what is left without the unusual ones at each of `PREVALENCES`. */
type Counted = {
  n: number;
  judged: number;
  negative: number;
  readonly blamed: Map<string, number>;
  readonly left: readonly { n: number; k: number }[];
};

const none = (): Counted => ({
  n: 0,
  judged: 0,
  negative: 0,
  blamed: new Map(),
  left: PREVALENCES.map(() => ({ n: 0, k: 0 })),
});

function addTo(blamed: Map<string, number>, theme: string, n: number): void {
  blamed.set(theme, (blamed.get(theme) ?? 0) + n);
}

/** Public opinions by place and day, so that the places to leave out may be known afterwards. */
export class DigestHistory {
  readonly #byPlace = new Map<string, Map<string, Counted>>();
  readonly #sources = new Map<string, string>();
  readonly #recent: CountRow[] = [];
  readonly #freshness: Freshness;
  readonly #span: DigestFigures['days'];
  lastSentInAt: string | null = null;

  constructor(span: DigestFigures['days'], untilMs: number, days: BrandDays) {
    this.#span = span;
    this.#freshness = new Freshness(untilMs, days.startOf);
  }

  add(row: CountRow): void {
    const place = row.targetId ?? '';
    if (place === '' && row.collectedAt > (this.lastSentInAt ?? '')) this.lastSentInAt = row.collectedAt;
    this.#freshness.add(row);
    if (row.day >= this.#span.weekFrom && row.day <= this.#span.to) this.#recent.push(row);
    let byDay = this.#byPlace.get(place);
    if (byDay === undefined) {
      byDay = new Map();
      this.#byPlace.set(place, byDay);
      this.#sources.set(place, row.source);
    }
    const counted = byDay.get(row.day) ?? none();
    byDay.set(row.day, counted);
    counted.n += 1;
    if (!isJudged(row)) return;
    counted.judged += 1;
    if (isNegative(row)) counted.negative += 1;
    PREVALENCES.forEach((prevalence, at) => {
      const weight = weightOf(weighableOf(row), prevalence);
      counted.left[at]!.n += weight;
      if (isNegative(row)) counted.left[at]!.k += weight;
    });
    const blamed = row.themes.filter((one) => one.sentiment === 'negative').map((one) => one.theme);
    for (const theme of new Set(blamed)) addTo(counted.blamed, theme, 1);
  }

  /** Part of the span's worst day that is in; null when not known. */
  freshness(): number | null {
    const shares = daysBetween(this.#span.from, this.#span.to).map((day) => this.#freshness.share(day));
    return shares.some((share) => share === null) ? null : Math.min(...(shares as number[]));
  }

  /** Places whose texts are here, but which are read no more. */
  removed(known: ReadonlySet<string>): readonly LeftOut[] {
    return [...this.#sources]
      .filter(([place]) => place !== '' && !known.has(place))
      .map(([targetId, title]) => ({ targetId, title, reason: 'removed', since: null }));
  }

  figures(options: {
    readonly brand: string;
    readonly covered: ReadonlySet<string>;
    readonly inByNow: number | null;
  }): Pick<DigestFigures, 'negative' | 'volume' | 'risen'> {
    const { brand, covered, inByNow } = options;
    const { from, to, weekFrom, weekTo } = this.#span;
    const shares = { day: new NegativeShare(), week: new NegativeShare() };
    const without = { day: new WithoutTally(), week: new WithoutTally() };
    for (const row of this.#recent) {
      if (!covered.has(row.targetId ?? '')) continue;
      const name = row.day >= from ? 'day' : 'week';
      shares[name].add(row);
      without[name].add(row);
    }
    const whole = [...this.#byPlace.keys()].every((place) => covered.has(place));
    const places = whole ? {} : { target: covered.size === 0 ? NO_PLACE : [...covered].sort() };
    const filter = (first: string, last: string): ItemFilter => ({
      brand,
      channel: ['public'],
      ...places,
      published_from: first,
      published_to: last,
    });
    const today = this.#sum(covered, from, to);
    const week = this.#sum(covered, weekFrom, weekTo);
    const past = this.#past(covered);
    const trend = { rate: falseAlarmRate(ARROWS_PER_MAIL), complete: inByNow };
    const dayCount = daysBetween(from, to).length;
    const blamed = new Set([today, ...past].flatMap((one) => [...one.blamed.keys()]));
    const risen = risenThemes(
      [...blamed].map((theme) => ({
        theme,
        today: blamedPeriod(today, theme),
        past: past.map((one) => blamedPeriod(one, theme)),
      })),
      inByNow,
    );
    const told = shareTrend(periodOf(today), past.map(periodOf), trend);
    const { negative: dayWithout } = without.day.figure();
    return {
      risen: risen.map((one) => ({
        ...one,
        texts: textsOf({ ...filter(from, to), ...JUDGED, theme: [one.theme], theme_sentiment: ['negative'] }),
      })),
      negative: {
        day: shares.day.figure(),
        week: shares.week.figure(),
        trend: told,
        withoutUnusual: {
          day: dayWithout,
          week: without.week.figure().negative,
          arrow: dayWithout.items === 0 ? null : arrowWithout(told, { today, past, trend }),
        },
        texts: textsOf({ ...filter(from, to), ...JUDGED }),
        weekTexts: textsOf({ ...filter(weekFrom, weekTo), ...JUDGED }),
      },
      volume: {
        n: today.n,
        weekMean: past.length === 0 ? null : (week.n * dayCount) / WEEK,
        trend: countTrend(
          today.n,
          past.map((one) => one.n),
          trend,
        ),
        texts: textsOf(filter(from, to)),
      },
    };
  }

  /** The same weekdays of the last weeks, as far back as these places are known. */
  #past(covered: ReadonlySet<string>): readonly Counted[] {
    const { from, to } = this.#span;
    const first = [...covered]
      .flatMap((place) => [...(this.#byPlace.get(place)?.keys() ?? [])])
      .reduce((least, day) => (day < least ? day : least), '9999');
    return Array.from({ length: TREND_WEEKS }, (_, at) => -WEEK * (at + 1))
      .filter((back) => shiftDay(from, back) >= first)
      .map((back) => this.#sum(covered, shiftDay(from, back), shiftDay(to, back)));
  }

  #sum(covered: ReadonlySet<string>, from: string, to: string): Counted {
    const total = none();
    for (const place of covered) {
      const byDay = this.#byPlace.get(place);
      for (const day of byDay === undefined ? [] : daysBetween(from, to)) {
        const one = byDay?.get(day);
        total.n += one?.n ?? 0;
        total.judged += one?.judged ?? 0;
        total.negative += one?.negative ?? 0;
        for (const [theme, n] of one?.blamed ?? []) addTo(total.blamed, theme, n);
        one?.left.forEach(({ n, k }, at) => {
          total.left[at]!.n += n;
          total.left[at]!.k += k;
        });
      }
    }
    return total;
  }
}

interface Weeks {
  readonly today: Counted;
  readonly past: readonly Counted[];
  readonly trend: Parameters<typeof shareTrend>[2];
}

/** What the arrow would be without the unusual texts, of whole texts; null where that is nothing else, or hangs on how many are assumed. */
function arrowWithout(
  told: Trend,
  { today, past, trend }: Weeks,
): DigestFigures['negative']['withoutUnusual']['arrow'] {
  const wholeOf = ({ left }: Counted, at: number): Period => {
    const { n, k } = left[at]!;
    return { n: Math.round(n), k: Math.min(Math.round(k), Math.round(n)) };
  };
  const [assumed, ...others] = PREVALENCES.map((_, at) =>
    shareTrend(
      wholeOf(today, at),
      past.map((one) => wholeOf(one, at)),
      trend,
    ),
  );
  const holds = others.every(({ arrow, withheld }) => arrow === assumed!.arrow && withheld === assumed!.withheld);
  const isSame = assumed!.arrow === told.arrow || told.withheld !== null || assumed!.withheld !== null;
  return isSame || !holds ? null : (assumed!.arrow ?? 'none');
}

function periodOf({ judged, negative }: Counted): Period {
  return { n: judged, k: negative };
}

function blamedPeriod({ judged, blamed }: Counted, theme: string): Period {
  return { n: judged, k: blamed.get(theme) ?? 0 };
}
