/** What may stand between two digits of one number: at most three signs, so that a search stays linear. Keycap emoji count. */
const SEP = '[ \\u00a0\\u2009\\u202f.()/\\-\\u2010-\\u2015\\ufe0f\\u20e3]{0,3}';
const START = '(?<![\\p{L}\\d]|\\d[-.,/:])';
const END = '(?!\\d|[-.,:]\\d|[ \\u00a0]?[%₽$€£])';

/** +7 (916) 123-45-67, +31 6 1234 5678, 0049...: nine to fifteen digits with the country (ITU-T E.164). */
const INTERNATIONAL = new RegExp(`(?:\\(?\\+${SEP}|${START}\\(?00${SEP})\\(?[1-9](?:${SEP}\\d){8,14}(?!\\d)`, 'gu');
/** 8 (800) 555-35-35, 7 916 1234567, 89161234567: Russia and Kazakhstan, eleven digits. */
const RUSSIAN = new RegExp(`${START}[78](?:${SEP}\\d){10}${END}`, 'gu');
/** 06-12345678, (020) 123 45 67, 020 7946 0958: ten to twelve digits after the trunk zero. */
const TRUNK_ZERO = new RegExp(`${START}\\(?0[1-9](?:${SEP}\\d){8,10}${END}`, 'gu');
/** 0800-1234, 0900 123 4567: Dutch service numbers. */
const SERVICE = new RegExp(`${START}0[89]00[ -]\\d{4}(?:\\d{3})?${END}`, 'gu');
/** (916) 123-45-67, (555) 123-4567, 555-123-4567, 916-123-45-67: ten digits whose grouping says what they are. */
const GROUPED = new RegExp(
  `${START}(?:\\(\\d{3}\\)[ -]?|\\d{3}(?=([-.]))\\1)\\d{3}[ .-](?:\\d{4}|\\d{2}[ .-]\\d{2})${END}`,
  'gu',
);
/** 123-45-67: a city number. */
const CITY = new RegExp(
  `${START}\\d{3}([-\\u2010-\\u2013])\\d{2}\\1\\d{2}${END}(?!-)(?![ \\u00a0]?(?:см|мм|cm|mm)(?!\\p{L}))`,
  'gu',
);
/** Any number of five to twelve digits, taken only right after a word like "тел." or "call me". */
const AFTER_CUE = new RegExp(
  `(?<=(?:тел|телефон[а-я]{0,3}|моб|сот|whats ?app|вотсап|ватсап|вацап|viber|вайбер|звоните|позвоните|tel|phone|mobile|call(?: me| us)?|telefoon|telefoonnummer|mobiel|bel(?: me| mij| ons)?)[.:№ ]{0,3}(?:номер[:а-я ]{0,4}|number[: ]{0,2}|nummer[: ]{0,2}|по |at |on |op )?)${START}\\d(?:${SEP}\\d){4,11}(?!\\d)`,
  'giu',
);

/** The number is named as something else: an order, an article, a track, a contract. */
const OTHER_NUMBER =
  /(?:заказ[а-я]{0,3}|артикул[а-я]{0,2}|арт|накладн[а-я]{0,3}|трек[а-я-]{0,6}|договор[а-я]{0,3}|чек[а-я]{0,2}|инн|огрн|штрихкод|order|bestelling|bestelnummer|ordernummer|article|artikel|artikelnummer|tracking|track|invoice|factuur|ticket|sku|isbn|ean|imei|serial)[\s:.,#№-]{0,4}(?:№|#|number|nr|no|номер[а-я]?|n)?[\s:.#№]{0,3}$/iu;
const DATE =
  /(?<!\d)(?:\d{1,2}[./-]\d{1,2}[./-](?:19|20)\d{2}|(?:19|20)\d{2}[./-]\d{1,2}[./-]\d{1,2}|\d{1,2}[./]\d{1,2}[./]\d{2}(?![./-]?\d))(?!\d)/;
/** 12 500 000, 1.200.000.000: thousands in threes. */
const THOUSANDS = /^\+? ?\d{1,3}(?:([ \u00a0\u202f.])\d{3})(?:\1\d{3}){1,3}$/;
const CURRENCY_AFTER = /^[ \u00a0]?(?:₽|\$|€|£|руб|р\.|тыс|млн|usd|eur|rub|euro|dollar|шт|раз)/iu;
const YEARS = /^(?:(?:19|20)\d{2}[^\d]{1,3}){1,3}(?:19|20)\d{2}$/;

/** Lengths of the runs of digits in a find: 8 (916) 123-45-67 -> 1,3,3,2,2. */
function groups(found: string): number[] {
  return (found.match(/\d+/g) ?? []).map((run) => run.length);
}

/** Numbers of phones are not broken into single digits between longer groups; dates and lists of sizes are. */
function ragged(found: string): boolean {
  const inner = groups(found).slice(1);
  return inner.includes(1) && inner.some((length) => length > 1);
}

function isOther(found: string, before: string, after: string): boolean {
  if (DATE.test(found) || YEARS.test(found)) return true;
  if (THOUSANDS.test(found) && (groups(found)[0] !== 1 || CURRENCY_AFTER.test(after))) return true;
  return !found.startsWith('+') && OTHER_NUMBER.test(before);
}

type Test = (found: string) => boolean;

const russianShape: Test = (found) => /^.\D*[34789]/.test(found) && !ragged(found);
const trunkShape: Test = (found) => !ragged(found) && !THOUSANDS.test(found);
const cueShape: Test = (found) => !YEARS.test(found);

const RULES: readonly (readonly [RegExp, Test])[] = [
  [INTERNATIONAL, (found) => !ragged(found.replace(/^\D*\d{1,3}\D+\d(?=\D)/, ''))],
  [RUSSIAN, russianShape],
  [TRUNK_ZERO, trunkShape],
  [SERVICE, () => true],
  [GROUPED, () => true],
  [CITY, () => true],
  [AFTER_CUE, cueShape],
];

/** Replaces phone numbers (Russian, Dutch, international, North American grouping) by `[phone]`. */
export function maskPhones(text: string): string {
  if (!/\d(?:\D{0,3}\d){4}/.test(text)) return text;
  let masked = text;
  for (const [pattern, fits] of RULES) {
    masked = masked.replace(pattern, (found: string, ...rest: unknown[]) => {
      const at = rest.find((value) => typeof value === 'number') as number;
      const whole = rest.at(-1) as string;
      const before = whole.slice(Math.max(0, at - 40), at);
      const after = whole.slice(at + found.length, at + found.length + 12);
      return fits(found) && !isOther(found, before, after) ? '[phone]' : found;
    });
  }
  return masked;
}
