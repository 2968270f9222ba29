import type { DigestContent, DigestGroup, DigestLine, DigestTrouble, Language } from '../content.ts';
import { tidy } from '../quote.ts';
import * as dates from './dates.ts';
import { figureLines } from './figure-lines.ts';
import { itemLink, pageLink, subscriptionsLink } from './links.ts';
import { number } from './plural.ts';
import { risenBlocks } from './risen-blocks.ts';
import { withoutLine } from './without-line.ts';
import { type Words, words } from './words.ts';

export type Tone = 'red' | 'plain' | 'quiet';

/** What both parts of the mail show, in order: the HTML and the text part never say different things. */
export type Block =
  | { readonly kind: 'title'; readonly text: string }
  | { readonly kind: 'subtitle'; readonly text: string }
  /** What is told first, and what it rests on. */
  | { readonly kind: 'figure'; readonly text: string; readonly detail: string; readonly link: string | null }
  | { readonly kind: 'line'; readonly text: string; readonly link: string | null; readonly tone: Tone }
  | {
      readonly kind: 'item';
      readonly quote: string;
      readonly facts: string;
      readonly link: string | null;
      /** Words of the link. */
      readonly open: string;
      readonly tone: Tone;
    };

export interface DigestView {
  readonly language: Language;
  readonly subject: string;
  /** The most important line, which mailboxes show beside the subject. */
  readonly preheader: string;
  readonly brand: string;
  readonly blocks: readonly Block[];
}

const line = (text: string, tone: Tone = 'plain', link: string | null = null): Block => ({
  kind: 'line',
  text,
  link,
  tone,
});
const title = (text: string): Block => ({ kind: 'title', text });

/** Puts the content into one language. Pure: the same content gives the same view. */
export function viewOf(content: DigestContent, language: Language): DigestView {
  const say = words[language];
  const brand = tidy(content.brand.name).slice(0, 200);
  const ill = content.health.troubles;
  const health = [
    healthHead(content, language),
    ...(ill.length > 0 ? [troublesText(ill, content, language)] : []),
  ].join('; ');
  const made = content.brand.madeUp ? ` (${say.madeUp})` : '';
  const [worst] = content.red;
  const left = content.figures.leftOut.map(({ title: name, reason, since }) => ({ title: name, state: reason, since }));
  const leftOut = troublesText(left, content, language, true);
  const itemBlock = (item: DigestLine, tone: Tone): Block => ({
    kind: 'item',
    quote: item.quote === '' ? say.scoreAlone : item.quote,
    facts: factsOf(item, content, language),
    link: itemLink(content, item),
    open: say.open,
    tone,
  });
  return {
    language,
    brand,
    subject: `[${brand}] ${say.subject(content.fresh.total, content.fresh.negative)}${made}`,
    preheader: worst !== undefined && worst.quote !== '' ? worst.quote : health,
    blocks: [
      ...(content.brand.madeUp ? [line(say.madeUpLine, 'quiet')] : []),
      ...redBlocks(content, say, itemBlock),
      title(say.figuresTitle),
      line(freshText(content, language)),
      ...(content.fresh.older > 0 ? [line(`${say.older(content.fresh.older)}.`, 'quiet')] : []),
      ...figureLines(content, language, leftOut).map(
        ({ text, detail, texts }): Block => ({ kind: 'figure', text, detail, link: pageLink(content, '', texts) }),
      ),
      ...withoutBlocks(content, language),
      ...risenBlocks(content, language, leftOut, itemBlock),
      ...decideBlocks(content, say),
      ...listBlocks(content, language, itemBlock),
      title(say.healthTitle),
      ...healthBlocks(content, language),
      ...footBlocks(content, language),
    ],
  };
}

function redBlocks(content: DigestContent, say: Words, item: (line: DigestLine, tone: Tone) => Block): Block[] {
  if (content.red.length === 0) return [];
  const left = content.redTotal - content.red.length;
  const open = pageLink(content, '', { sentiment: 'negative', open: 'true', published_from: content.openFrom });
  return [
    title(say.redTitle),
    ...content.red.map((one) => item(one, 'red')),
    ...(left > 0 ? [line(say.redMore(left), 'plain', open)] : []),
  ];
}

function freshText(content: DigestContent, language: Language): string {
  const say = words[language];
  const { total, byChannel, pending } = content.fresh;
  if (total === 0) return say.nothingNew;
  const parts = byChannel
    .filter(({ n }) => n > 0)
    .map(({ channel, n }) => `${say.channel[channel]} ${number(language, n)}`);
  const waiting = pending > 0 ? `; ${say.pending(pending)}` : '';
  return `${say.freshLine(total)}: ${parts.join(', ')}${waiting}.`;
}

function withoutBlocks(content: DigestContent, language: Language): Block[] {
  const text = withoutLine(content, language);
  return text === '' ? [] : [line(text, 'plain', pageLink(content, 'trust', {}))];
}

function decideBlocks(content: DigestContent, say: Words): Block[] {
  const { answer, work, older, days } = content.decide;
  const open = { done: 'false', published_from: content.openFrom };
  const rows = [
    ...(answer > 0
      ? [line(say.decideAnswer(answer), 'plain', pageLink(content, '', { answer: 'undecided', ...open }))]
      : []),
    ...(work > 0 ? [line(say.decideWork(work), 'plain', pageLink(content, '', { work: 'undecided', ...open }))] : []),
  ];
  const none = line(older > 0 ? say.decideNoneOf(days) : say.decideNone);
  return [
    title(say.decideTitle),
    ...(rows.length > 0 ? rows : [none]),
    ...(older > 0 ? [line(say.decideOlder(older, days), 'quiet', pageLink(content, '', { open: 'true' }))] : []),
  ];
}

function listBlocks(
  content: DigestContent,
  language: Language,
  item: (line: DigestLine, tone: Tone) => Block,
): Block[] {
  const say = words[language];
  const above = new Set(content.red.map(({ key }) => key));
  const groupBlocks = (group: DigestGroup): Block[] => {
    const listed = group.lines.filter(({ key }) => !above.has(key));
    const shown = group.lines.length - listed.length;
    const hidden = group.n - group.lines.length;
    const notes = [shown > 0 ? say.shownAbove(shown) : '', hidden > 0 ? say.notShown(hidden) : ''].filter(Boolean);
    const head = `${say.group[group.label]}: ${number(language, group.n)}${notes.length > 0 ? ` (${notes.join(', ')})` : ''}`;
    return [
      { kind: 'subtitle', text: head },
      ...listed.map((one) => item({ ...one, isNew: false }, group.label === 'negative' ? 'red' : 'plain')),
    ];
  };
  const groups = content.groups.filter(({ n }) => n > 0).flatMap(groupBlocks);
  if (groups.length === 0) return [];
  const all = pageLink(content, '', content.figures.new.texts);
  return [title(say.listTitle), ...groups, ...(content.more > 0 ? [line(say.more(content.more), 'plain', all)] : [])];
}

/** `★ 2 of 5 · Otzovik · 21 November, 14:05 · new` */
function factsOf(item: DigestLine, content: DigestContent, language: Language): string {
  const say = words[language];
  const digits = (value: number): string => number(language, value, Number.isInteger(value) ? 0 : 1);
  const when = dates.published(language, content.timeZone, item, content.asOf) ?? say.undated;
  return [
    item.stars === null ? '' : `★ ${say.stars(digits(item.stars))}`,
    item.metric === null
      ? ''
      : `${say.score[item.metric.kind]} ${digits(item.metric.value)} / ${digits(item.metric.max)}`,
    tidy(say.source[item.scraper ?? ''] ?? item.source).slice(0, 120),
    when,
    item.isNew ? say.isNew : '',
  ]
    .filter((part) => part !== '')
    .join(' · ');
}

function troublesText(
  troubles: readonly DigestTrouble[],
  { timeZone }: DigestContent,
  language: Language,
  inBrackets = false,
): string {
  const say = words[language];
  return troubles
    .map(({ title: name, state, since }) => {
      const when = since === null ? '' : ` ${say.since(dates.dayOf(language, timeZone, since))}`;
      const how = `${say.state[state]}${when}`;
      return `${tidy(name).slice(0, 120)} ${inBrackets ? `(${how})` : how}`;
    })
    .join(inBrackets ? ', ' : '; ');
}

function healthHead(content: DigestContent, language: Language): string {
  const say = words[language];
  const { sources, fine, paused } = content.health;
  if (sources === 0 && paused === 0) return say.healthNone;
  const head = sources === 0 ? [] : [fine === sources ? say.healthAll(sources) : say.healthSome(fine, sources)];
  return [...head, ...(paused > 0 ? [say.paused(paused)] : [])].join('; ');
}

function healthBlocks(content: DigestContent, language: Language): Block[] {
  const { troubles } = content.health;
  return [
    line(healthHead(content, language), 'plain', pageLink(content, 'sources', {})),
    ...troubles.map((one) => line(troublesText([one], content, language), 'red')),
  ];
}

function footBlocks(content: DigestContent, language: Language): Block[] {
  const say = words[language];
  const { timeZone, asOf, since, subscription, unknownZone, brand } = content;
  const zone = timeZone;
  const leave = subscriptionsLink(content);
  const texts = [
    say.asOf(dates.instant(language, zone, asOf), zone),
    say.newSince(dates.instant(language, zone, since)),
    ...(unknownZone === null ? [] : [say.unknownZone(tidy(unknownZone).slice(0, 60), zone)]),
    subscription === null
      ? say.preview
      : say.why(
          tidy(brand.name).slice(0, 200),
          dates.hour(language, subscription.hour),
          zone,
          subscription.days === 'workdays',
        ),
  ];
  return [
    line('', 'quiet'),
    ...texts.map((text) => line(text, 'quiet')),
    ...(leave === null
      ? [line(say.localOnly, 'quiet'), line(say.leaveHere, 'quiet')]
      : [line(say.leave, 'quiet', leave)]),
  ];
}
