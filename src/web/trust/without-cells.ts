import type { FeedFigures } from '../api/types.ts';
import type { FigureFormat } from '../compare/share-text.ts';

type Stars = Pick<FeedFigures['stars'], 'n' | 'value' | 'low' | 'high'>;
type Share = Pick<FeedFigures['negative'], 'n' | 'low' | 'high'>;
type WithoutUnusual = FeedFigures['withoutUnusual'];

/** Under so many a percentage or a mean says more than is known. */
const LEAST_SHARE = 5;
const LEAST_STARS = 10;
const NOTHING = '–';

/** All, without the unusual ones, and the likely mean of both with its interval. Each is a dash where too few are left to tell. */
export function starCells(stars: Stars, without: WithoutUnusual['stars'], format: FigureFormat): readonly string[] {
  const two = (value: number | null) => (value === null || stars.n < LEAST_STARS ? NOTHING : format.number(value, 2));
  const { posterior } = without;
  return [
    two(without.all),
    two(without.without),
    two(stars.value) + between(stars.value === null ? null : stars, two),
    two(posterior?.mean ?? null) + between(posterior, two),
  ];
}

/** All with its interval, and without the unusual ones; a share has no likely mean. */
export function shareCells(share: Share, without: WithoutUnusual['negative'], format: FigureFormat): readonly string[] {
  const say = (value: number | null) => (value === null || share.n < LEAST_SHARE ? NOTHING : format.share(value));
  return [say(without.all) + between(share.n < LEAST_SHARE ? null : share, say), say(without.without), '', ''];
}

interface Ends {
  readonly low: number | null;
  readonly high: number | null;
}

function between(ends: Ends | null, say: (value: number) => string): string {
  return ends === null || ends.low === null || ends.high === null ? '' : ` (${say(ends.low)}–${say(ends.high)})`;
}
