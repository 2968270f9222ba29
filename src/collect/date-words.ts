/* Date words of Russian, English, Dutch and German pages. Source: CLDR month and relative-time names, and forms met on the sites. */

/** Beginnings of month names, longest match first; each value is 1-12. */
const MONTH_STEMS: ReadonlyArray<readonly [string, number]> = [
  ['янв', 1],
  ['фев', 2],
  ['мар', 3],
  ['апр', 4],
  ['ма[йея]', 5],
  ['июн', 6],
  ['июл', 7],
  ['авг', 8],
  ['сен', 9],
  ['окт', 10],
  ['ноя', 11],
  ['дек', 12],
  ['jan', 1],
  ['feb', 2],
  ['mar', 3],
  ['mär', 3],
  ['maa', 3],
  ['mrt', 3],
  ['apr', 4],
  ['may', 5],
  ['mai', 5],
  ['mei', 5],
  ['jun', 6],
  ['jul', 7],
  ['aug', 8],
  ['sep', 9],
  ['o[ck]t', 10],
  ['nov', 11],
  ['de[cz]', 12],
];
const MONTHS = MONTH_STEMS.map(([stem, month]) => [new RegExp(`^${stem}`, 'iu'), month] as const);

/** Whole names and their usual cuts: `mar` alone would also match `market`. */
export const MONTH_WORD =
  '(?:январ[ьяе]|янв|феврал[ьяе]|февр?|март[ае]?|мар|апрел[ьяе]|апр|ма[йяе]|июн[ьяе]?|июл[ьяе]?|августа?|авг|сентябр[ьяе]|сент?|октябр[ьяе]|окт|ноябр[ьяе]|нояб?|декабр[ьяе]|дек' +
  '|january|januari|januar|jan|february|februari|februar|feb|march|maart|märz|mrz|mrt|mar|april|apr|may|mei|mai|june|juni|jun|july|juli|jul|august|augustus|aug' +
  '|september|sept|sep|october|oktober|oct|okt|november|nov|december|dezember|dec|dez)(?!\\p{L})';

/** 1-12 of a word that `MONTH_WORD` matched. */
export function monthOf(word: string): number {
  if (/^mrz/iu.test(word)) return 3;
  return MONTHS.find(([stem]) => stem.test(word))?.[1] ?? 0;
}

/** Days back from today. */
export const DAY_WORDS: ReadonlyArray<readonly [RegExp, number]> = [
  [/(?<!\p{L})(?:позавчера|eergisteren|vorgestern|day before yesterday)(?!\p{L})/iu, 2],
  [/(?<!\p{L})(?:вчера|yesterday|gisteren|gestern)(?!\p{L})/iu, 1],
  [/(?<!\p{L})(?:сегодня|today|vandaag|heute)(?!\p{L})/iu, 0],
];

export const NOW_WORDS =
  /(?<!\p{L})(?:только что|сейчас|менее минуты|just now|right now|moments? ago|zojuist|net nu|gerade eben|soeben)(?!\p{L})/iu;

/** 0 = Sunday, as `Date.getUTCDay`. */
export const WEEKDAYS: ReadonlyArray<readonly [RegExp, number]> = [
  [/^(?:в )?(?:понедельник|monday|maandag|montag)$/iu, 1],
  [/^(?:во? )?(?:вторник|tuesday|dinsdag|dienstag)$/iu, 2],
  [/^(?:в )?(?:сред[ау]|wednesday|woensdag|mittwoch)$/iu, 3],
  [/^(?:в )?(?:четверг|thursday|donderdag|donnerstag)$/iu, 4],
  [/^(?:в )?(?:пятниц[ау]|friday|vrijdag|freitag)$/iu, 5],
  [/^(?:в )?(?:суббот[ау]|saturday|zaterdag|samstag|sonnabend)$/iu, 6],
  [/^(?:в )?(?:воскресенье|sunday|zondag|sonntag)$/iu, 0],
];

export type AgoUnit = 'second' | 'minute' | 'hour' | 'day' | 'week' | 'month' | 'year';

export const AGO_UNITS: ReadonlyArray<readonly [RegExp, AgoUnit]> = [
  [/^(?:сек|sec|sek)/iu, 'second'],
  [/^(?:мин|min)/iu, 'minute'],
  [/^(?:час|hour|hr|h$|uur|uren|u$|stunde|std)/iu, 'hour'],
  [/^(?:день|дн|дня|дней|сут|day|dag|tag|d$)/iu, 'day'],
  [/^(?:нед|week|wek|woche|w$)/iu, 'week'],
  [/^(?:мес|month|maand|monat|mo$)/iu, 'month'],
  [/^(?:год|лет|year|yr|jaar|jaren|jahr|y$)/iu, 'year'],
];

/** "3 дня назад", "час назад", "an hour ago", "2 uur geleden", "vor einem Tag". Groups: number word, unit. */
export const AGO: readonly RegExp[] = [
  /(?:(\d{1,4}|an?|one|one|een|één|один|одну|одна)\s{0,3})?(\p{L}{1,12})\.?\s{1,3}(?:тому\s)?(?:назад|ago|geleden)(?!\p{L})/iu,
  /(?<!\p{L})vor\s{1,3}(\d{1,4}|eine[mr]?)\s{1,3}(\p{L}{1,12})/iu,
];
