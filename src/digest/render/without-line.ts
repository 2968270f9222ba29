import type { WithoutFigure } from '../../domain/without-figure.ts';
import type { DigestContent, Language } from '../content.ts';
import { dayRange } from './dates.ts';
import { percent } from './figure-lines.ts';
import { number } from './plural.ts';
import { words } from './words.ts';

/**
 * One plain line on what the figures would be without the unusual reviews, '' where it says nothing: where the days have none, and the
 * stars are the same to the digit that is shown. Another arrow is told only where it does not hang on how many are assumed (counting rules 19).
 */
export function withoutLine({ figures }: DigestContent, language: Language): string {
  const say = words[language];
  const { day: share, withoutUnusual } = figures.negative;
  const { day, arrow } = withoutUnusual;
  const { stars, starsWithout } = figures.scores;
  const period = dayRange(language, figures.days.from, figures.days.to);
  const removed = ({ items, weight, genuineShare }: WithoutFigure): string =>
    `(${say.removed(items, number(language, weight, 1), percent(language, genuineShare ?? 0))})`;
  const parts: string[] = [];
  const isToldShare = day.items > 0 && day.all !== null && day.without !== null && share.display !== 'hide';
  if (isToldShare) {
    const [now, was] = [percent(language, day.without!), percent(language, day.all!)];
    parts.push(`${now === was ? say.withoutSame(period, now) : say.withoutShare(period, now, was)} ${removed(day)}`);
  }
  if (starsWithout.items > 0 && stars.value !== null && starsWithout.posterior !== null) {
    const [now, was] = [number(language, starsWithout.posterior.mean, 1), number(language, stars.value, 1)];
    if (now !== was) parts.push(`${say.withoutStars(now, was)} ${removed(starsWithout)}`);
  }
  if (parts.length === 0) return '';
  const turned = isToldShare && arrow !== null ? ` ${say.withoutArrow[arrow]}` : '';
  return `${say.withoutUnusual} ${parts.join('; ')}.${turned}`;
}
