import { THEMES, type Theme } from '../../domain/theme.ts';
import type { DigestContent, DigestLine, DigestRisen, Language } from '../content.ts';
import { isolated, shorten, tidy } from '../quote.ts';
import { RISEN_LENGTH } from '../risen.ts';
import { dayRange } from './dates.ts';
import { ARROWS, joined, percent } from './figure-lines.ts';
import { pageLink } from './links.ts';
import type { Block, Tone } from './view.ts';
import { words } from './words.ts';

const NAME_LETTERS = 60;

/**
 * Themes that are blamed more than usual, each with a phrase that shows it and the filter that opens its texts; nothing where none
 * rose. `leftOut`: the sources that the comparison over time does without, '' for none.
 */
export function risenBlocks(
  content: DigestContent,
  language: Language,
  leftOut: string,
  item: (line: DigestLine, tone: Tone) => Block,
): Block[] {
  const { risen, figures } = content;
  const [first] = risen;
  if (first === undefined) return [];
  const say = words[language];
  const basis = say.risenBasis(dayRange(language, figures.days.from, figures.days.to), first.weeks);
  const rest = risen.slice(RISEN_LENGTH);
  const others = { ...first.texts, theme: rest.map(({ theme }) => theme) };
  return [
    { kind: 'title', text: say.risenTitle },
    {
      kind: 'line',
      text: `${joined(basis, leftOut === '' ? '' : say.without(leftOut))}.`,
      link: null,
      tone: 'quiet',
    },
    ...risen
      .slice(0, RISEN_LENGTH)
      .flatMap((one): Block[] => [
        { kind: 'figure', text: textOf(one, language), detail: '', link: pageLink(content, '', one.texts) },
        ...(one.said === null ? [] : [item({ ...one.said, isNew: false }, 'red')]),
      ]),
    ...(rest.length === 0
      ? []
      : [
          {
            kind: 'line',
            text: `${say.redMore(rest.length)}: ${rest.map((one) => nameOf(one, language)).join(', ')}`,
            link: pageLink(content, '', others),
            tone: 'plain',
          } as const,
        ]),
  ];
}

/** `Delivery: blamed in 7 of 40 texts, 18 % ▲ (usually 4 %)` */
function textOf(risen: DigestRisen, language: Language): string {
  const say = words[language];
  const name = nameOf(risen, language);
  const head = isBuiltIn(risen.theme) ? name.slice(0, 1).toLocaleUpperCase(language) + name.slice(1) : name;
  const { k, n, usual } = risen;
  return `${head}: ${say.blamedIn(say.negativeOf(k, n))}, ${percent(language, k / n)}\u00a0${ARROWS.up} (${say.usual(small(language, usual))})`;
}

/** What is seldom is not said to be never. */
const small = (language: Language, share: number): string =>
  share > 0 && share < 0.01 ? `<\u00a0${percent(language, 0.01)}` : percent(language, share);

const isBuiltIn = (theme: string): theme is Theme => THEMES.some((one) => one === theme);

/** A brand's own theme by its title, a built-in one in the reader's language, one that is gone by its id. */
function nameOf({ theme, title }: DigestRisen, language: Language): string {
  return isBuiltIn(theme) ? words[language].theme[theme] : isolated(title ?? shorten(tidy(theme), NAME_LETTERS));
}
