import type { Item } from '../domain/item.ts';
import type { Target } from '../domain/target.ts';
import { places } from './places.ts';
import {
  type Agreement,
  languageAgreement,
  type Match,
  type SentimentAgreement,
  sentimentAgreement,
} from './report-agreement.ts';
import { type DemoSurveyAnswer, plantedNps } from './survey.ts';
import { DEAD_PAGE, type DemoReview, type DemoSite, type DemoTruth, isShown } from './truth.ts';

/** How many of the planted things were found, and how many were claimed that nobody planted. */
export interface FoundOfPlanted {
  readonly planted: number;
  readonly found: number;
  readonly wrong: number;
}

/** What Molva found in the demo against what was planted. Every figure is of made-up data. */
export interface DemoReport {
  readonly madeUp: true;
  readonly seed: number;
  readonly now: string;
  readonly visit: 1 | 2;
  /** Reviews that any visit so far has shown, by site. */
  readonly sites: readonly { readonly site: DemoSite; readonly planted: number; readonly found: number }[];
  /** Items of the demo brand that no site showed. */
  readonly unexpected: number;
  /** Items that wait to be understood. */
  readonly pending: number;
  /** Texts that stand on a second site letter by letter. */
  readonly exactCopies: FoundOfPlanted;
  /** The same, touched up: other case, ё as е, another end. Wrong ones are counted with the exact copies. */
  readonly retypedCopies: FoundOfPlanted;
  /** Reviews that their authors changed: kept as versions. */
  readonly edits: FoundOfPlanted;
  readonly vanished: FoundOfPlanted;
  /** Phone numbers and e-mail addresses; `wrong` would be one that is still readable. */
  readonly maskedContacts: FoundOfPlanted;
  /** Targets that answer with a robot check or a closed door: said to be blocked. Null when no targets were handed in. */
  readonly captcha: FoundOfPlanted | null;
  /** Posts of a channel about many shops: is it about this one? */
  /** Survey answers, and what the comparison and the mail make of them; null when they were not handed in. */
  readonly survey: SurveyReport | null;
  readonly mentions: Agreement;
  readonly language: Agreement;
  readonly sentiment: SentimentAgreement;
}

/** Direct feedback: planted against what the figures say. */
export interface SurveyReport {
  readonly answers: FoundOfPlanted;
  readonly nps: { readonly planted: number; readonly said: number | null };
  /** The source that died is named as left out of figures over time. */
  readonly deadSourceNamed: FoundOfPlanted;
}

/** What the figures said. */
export interface DirectFindings {
  readonly answers: readonly DemoSurveyAnswer[];
  readonly stored: number;
  readonly nps: number | null;
  /** Titles of the places that the comparison, and the mail, leave out. */
  readonly leftOut: readonly (readonly string[])[];
}

/** What else the report needs to know. */
export interface ReportOptions {
  /** Visits that were collected; default 2. */
  readonly visit?: 1 | 2;
  readonly targets?: readonly Pick<Target, 'url' | 'lastOutcome' | 'health'>[];
  readonly direct?: DirectFindings;
}

/**
 * Compares the stored items of the demo brand (a list, or batches as an export streams them) with the truth. Pure.
 * What Molva does not claim to find (bought praise, waves of complaints, themes) is not in it.
 */
export async function demoReport(
  truth: DemoTruth,
  items: AsyncIterable<readonly Item[]> | readonly Item[],
  { visit = 2, targets, direct }: ReportOptions = {},
): Promise<DemoReport> {
  const planted = truth.reviews.filter((review) => review.arrives <= visit);
  const byPrint = new Map(planted.map((review) => [`${review.site} ${review.externalId}`, review]));
  const matches: Match[] = [];
  let unexpected = 0;
  for await (const batch of Array.isArray(items) ? [items] : items) {
    for (const item of batch as readonly Item[]) {
      const review = byPrint.get(`${item.scraper} ${item.externalId}`);
      if (review) matches.push({ review, item });
      else unexpected++;
    }
  }
  const copies = copiesFound(matches, planted);
  const sites = [...new Set(planted.map((review) => review.site))].sort();
  return {
    madeUp: true,
    seed: truth.seed,
    now: truth.now,
    visit,
    sites: sites.map((site) => ({
      site,
      planted: planted.filter((review) => review.site === site).length,
      found: matches.filter(({ review }) => review.site === site).length,
    })),
    unexpected,
    pending: matches.filter(({ item }) => item.understanding === null).length,
    ...copies,
    edits: compare(
      visit === 2 ? planted.filter((review) => review.edited) : [],
      matches.filter(({ item }) => item.versions > 0),
    ),
    vanished: compare(
      planted.filter((review) => !isShown(review, visit)),
      matches.filter(({ item }) => item.vanishedAt !== null),
    ),
    maskedContacts: contactsMasked(matches, planted),
    captcha: targets ? captchaBlocked(targets) : null,
    survey: direct ? surveyReport(direct) : null,
    mentions: mentionAgreement(matches),
    language: languageAgreement(matches),
    sentiment: sentimentAgreement(matches, visit),
  };
}

function surveyReport({ answers, stored, nps, leftOut }: DirectFindings): SurveyReport {
  const dead = places.find(({ page }) => page === DEAD_PAGE)!.title;
  return {
    answers: {
      planted: answers.length,
      found: Math.min(stored, answers.length),
      wrong: Math.max(0, stored - answers.length),
    },
    nps: { planted: plantedNps(answers), said: nps },
    deadSourceNamed: {
      planted: leftOut.length,
      found: leftOut.filter((titles) => titles.includes(dead)).length,
      wrong: 0,
    },
  };
}

function compare(planted: readonly DemoReview[], claimed: readonly Match[]): FoundOfPlanted {
  const wanted = new Set(planted.map((review) => review.id));
  const found = claimed.filter(({ review }) => wanted.has(review.id)).length;
  return { planted: planted.length, found, wrong: claimed.length - found };
}

/** A copy is found when it and its original point at the same earliest item, whichever of the two that is. */
function copiesFound(
  matches: readonly Match[],
  planted: readonly DemoReview[],
): Pick<DemoReport, 'exactCopies' | 'retypedCopies'> {
  const items = new Map(matches.map(({ review, item }) => [review.id, item]));
  const reviews = new Map(matches.map(({ review, item }) => [item.key, review]));
  const root = (id: string | null): string | undefined => {
    const item = id === null ? undefined : items.get(id);
    return item && (item.copyOf ?? item.key);
  };
  const linked = (review: DemoReview): boolean => {
    const own = root(review.id);
    return own !== undefined && own === root(review.copyOf);
  };
  // Bought praise is planted from the same phrases: that two of it are taken for one text is no mistake.
  const original = (review: DemoReview | undefined): string | undefined =>
    review && (review.paid ? 'bought' : (review.copyOf ?? review.id));
  const wrong = matches.filter(
    ({ review, item }) => item.copyOf !== null && original(reviews.get(item.copyOf)) !== original(review),
  ).length;
  const tally = (retyped: boolean, wrongOnes: number): FoundOfPlanted => {
    const copies = planted.filter((review) => review.copyOf !== null && review.retyped === retyped);
    return { planted: copies.length, found: copies.filter(linked).length, wrong: wrongOnes };
  };
  return { exactCopies: tally(false, wrong), retypedCopies: tally(true, 0) };
}

function contactsMasked(matches: readonly Match[], planted: readonly DemoReview[]): FoundOfPlanted {
  const carriers = matches.filter(({ review }) => review.contacts.length > 0);
  const readable = carriers.filter(({ review, item }) =>
    review.contacts.some((contact) => JSON.stringify(item).includes(contact)),
  ).length;
  const all = planted.filter((review) => review.contacts.length > 0).length;
  return { planted: all, found: carriers.length - readable, wrong: readable };
}

function captchaBlocked(targets: NonNullable<ReportOptions['targets']>): FoundOfPlanted {
  const walls = new Set(
    places.filter(({ page }) => page === 'otzovik-captcha' || page === DEAD_PAGE).map((place) => place.url),
  );
  const blocked = targets.filter((target) => target.lastOutcome === 'blocked' || target.health === 'blocked');
  const found = blocked.filter((target) => walls.has(target.url)).length;
  return { planted: walls.size, found, wrong: blocked.length - found };
}

function mentionAgreement(matches: readonly Match[]): Agreement {
  const asked = matches.filter(
    ({ review, item }) => review.site === 'telegram' && typeof item.understanding?.mentionsBrand === 'boolean',
  );
  const agree = asked.filter(({ review, item }) => item.understanding!.mentionsBrand === review.mentionsBrand).length;
  return { n: asked.length, agree };
}
