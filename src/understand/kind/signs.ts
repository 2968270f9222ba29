import { isEnd, type Scan } from '../themes/scan.ts';

/** Groups of turns of speech that the word lists give, in the order of their numbers. */
export const GROUPS = [
  'reply',
  'greeting',
  'advertisement',
  'suggestion',
  'question',
  'asking',
  'we',
  'you',
  'i',
] as const;
const [ASKING, I] = [GROUPS.indexOf('asking'), GROUPS.indexOf('i')];

/** More of a group than this adds nothing. */
export const MOST_OF_GROUP = 3;
const LENGTHS = 5;
/** Other signs: see the end of `kindSigns`. */
const OTHERS = 11;
export const KIND_SIGNS = GROUPS.length * MOST_OF_GROUP * 2 + LENGTHS + OTHERS;

/** Words at the beginning in which a greeting or a question is looked for. */
const OPENING = 4;
/** Masked data and addresses: who sells gives a way to answer. */
const PLACEHOLDER = /\[(?:phone|email|card|iban)\]/;
const ADDRESSES = ['http', 'www.', 't.me', '.ru', '.com', '.nl', '.рф', '@'] as const;
const EXTRAS = ['1+1', '2+1', '3+1'] as const;

function lengthOf(words: number): number {
  return words <= 4 ? 0 : words <= 10 ? 1 : words <= 20 ? 2 : words <= 45 ? 3 : 4;
}

/**
 * Signs of the kind of a text that are the same in all languages, as indices below `KIND_SIGNS`. `groups` are the places where turns
 * of speech stand: index of the group and of the word. `text` is read before placeholders of masked data are taken out.
 */
export function kindSigns(
  text: string,
  { raw, isWord }: Scan,
  groups: readonly (readonly [group: number, at: number])[],
): number[] {
  const counts = new Uint8Array(GROUPS.length);
  const opening = new Uint8Array(GROUPS.length);
  for (const [group, at] of groups) {
    if (counts[group]! < MOST_OF_GROUP) counts[group]! += 1;
    if (at < OPENING) opening[group] = 1;
  }
  let [words, ends, asked, last, digits, loud, emoji] = [0, 0, 0, '', 0, 0, 0];
  for (let at = 0; at < raw.length; at++) {
    const token = raw[at]!;
    if (isWord[at]) words += 1;
    const code = token.charCodeAt(0);
    if (isWord[at] && code >= 0x30 && code < 0x3a) digits += 1;
    // Halves of pairs: nearly all that people write with them are emoji.
    if (code >= 0xd800 && code < 0xe000) emoji += 1;
    if (isWord[at] || !isEnd(token)) continue;
    ends += 1;
    last = token;
    if (token.startsWith('?')) asked += 1;
    if (token.startsWith('!')) loud += 1;
  }
  const signs: number[] = [];
  for (let group = 0; group < GROUPS.length; group++) {
    for (let n = 1; n <= counts[group]!; n++) signs.push(group * MOST_OF_GROUP + n - 1);
    if (opening[group] === 1) signs.push((GROUPS.length + group) * MOST_OF_GROUP);
  }
  const lengths = GROUPS.length * MOST_OF_GROUP * 2;
  signs.push(lengths + lengthOf(words));
  const others = [
    asked > 0,
    last.startsWith('?'),
    asked > 0 && asked * 2 >= ends,
    asked > 0 && opening[ASKING] === 1,
    text.includes('[') && PLACEHOLDER.test(text),
    ADDRESSES.some((one) => text.includes(one)),
    text.includes('%') || (text.includes('+') && EXTRAS.some((one) => text.includes(one))),
    emoji > 0,
    digits >= 2,
    loud > 0,
    counts[I] === 0,
  ];
  for (const [i, is] of others.entries()) if (is) signs.push(lengths + LENGTHS + i);
  return signs;
}
