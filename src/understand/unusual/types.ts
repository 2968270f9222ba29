import type { Campaign } from '../../domain/unusual.ts';

/** Praise (four stars and more) or blame (two stars and less): bursts are looked for on each side by itself. */
export type StarSide = 'low' | 'high';

/** One review of one brand, as far as its site shows it. What a site does not show is null: unknown, never suspicious. */
export interface UnusualInput {
  readonly key: string;
  readonly lang: string | null;
  readonly source: string;
  readonly brand: string;
  readonly productId: string | null;
  /** Who wrote it: an id of the account (or its keyed hash), the same on every review of that account. A bare first name is none: null then. */
  readonly author: string | null;
  /** Day of publication, `YYYY-MM-DD`. */
  readonly day: string | null;
  /** 1..5, halves allowed. */
  readonly stars: number | null;
  /** All parts of the text, joined by newlines. */
  readonly text: string;
  /** What our model read in the text, -1..1. */
  readonly sentimentScore: number | null;
  /** Reviews that the site shows for this account. */
  readonly authorReviews: number | null;
  /** The site marks the author as a buyer (or says that he is none). */
  readonly verified: boolean | null;
  readonly photos: number | null;
  /** Keys of `Duplicate`: one opinion, one text family. The review's own key where nothing is linked. */
  readonly cluster: string;
  readonly family: string;
  /** What a person said of it. */
  readonly verdict: 'unusual' | 'genuine' | 'not-sure' | null;
}

/** Reviews of one day that are not among those that are weighed: they tell what is usual. */
export interface DayCount {
  readonly source: string;
  readonly side: StarSide;
  readonly day: string;
  readonly n: number;
}

/** Factor of each reason's weight in this installation, by code; 1 where it is not named. Made by `reweigh`. */
export type EvidenceWeights = Readonly<Record<string, number>>;

export interface UnusualContext {
  /** Of the brands that are weighed, days outside the reviews that are given. */
  readonly history: readonly DayCount[];
  /** What the brands did themselves: their days explain bursts of praise. */
  readonly campaigns: readonly Campaign[];
  /** Author -> brands of this installation that he praised, those among the reviews given not counted. */
  readonly authorBrands: ReadonlyMap<string, number>;
  readonly weights: EvidenceWeights;
}

/** What a burst most looks like. `campaign`: the brand's own, entered by its people. `unexplained`: many, with nothing that tells why. */
export type BurstKind = 'paid' | 'attack' | 'launch' | 'mailing' | 'incident' | 'campaign' | 'unexplained';

/** More reviews of one side on one source than is usual there, on days that follow each other. */
export interface Burst {
  readonly brand: string;
  readonly source: string;
  readonly side: StarSide;
  /** First and last day, `YYYY-MM-DD`. */
  readonly from: string;
  readonly to: string;
  /** Reviews of that side in those days, and how many were usual. */
  readonly n: number;
  readonly expected: number;
  /** How far beyond chance: -log10 of the scan's p-value, 0..30. */
  readonly surprise: number;
  readonly kind: BurstKind;
  /** Id of the campaign that explains it. */
  readonly campaign: string | null;
  /** Days right after a wave of complaints (`from` of that wave), null where there was none. */
  readonly afterComplaints: string | null;
  /** Reviews in it, by day and key. */
  readonly members: readonly string[];
}

/** No installation of its own: nothing known of the time before, every weight as shipped. */
export const NO_CONTEXT: UnusualContext = { history: [], campaigns: [], authorBrands: new Map(), weights: {} };
