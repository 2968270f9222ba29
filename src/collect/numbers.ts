const NUMBER = /[-−]?\d[\d\s.,'’]*/u;

/** Words that multiply a printed counter. Forms met on Telegram, VK, YouTube, Google Play in ru, en, nl, de. */
const SCALE: ReadonlyArray<readonly [RegExp, number]> = [
  [/^(k|к|тыс|thousand|duizend|tsd)(?!\p{L})/iu, 1e3],
  [/^(m|mln|млн|mio|mil|million|miljoen|millionen)(?!\p{L})/iu, 1e6],
  [/^(b|млрд|bn|mrd|mld|billion|miljard)(?!\p{L})/iu, 1e9],
];

/** The first number of a text as a decimal: `4,5`, `4.5 из 5`, `1 234,5`, `1.234.567`. Null where there is none. */
export function parseNumber(text: string | null | undefined): number | null {
  const printed = firstNumber(text);
  return printed === null ? null : toNumber(printed.digits, false);
}

/** The first number of a text as a whole counter: `11.4M`, `826K`, `1,2 тыс.`, `1.234`, `1 234`. Null where there is none. */
export function parseCount(text: string | null | undefined): number | null {
  const printed = firstNumber(text);
  if (printed === null) return null;
  const rest = printed.after.trimStart();
  const scale = SCALE.find(([word]) => word.test(rest))?.[1] ?? 1;
  const value = toNumber(printed.digits, scale === 1);
  return value === null ? null : Math.round(value * scale);
}

function firstNumber(text: string | null | undefined): { digits: string; after: string } | null {
  const head = (text ?? '').slice(0, 500);
  const match = NUMBER.exec(head);
  if (!match) return null;
  const digits = match[0].replace(/[\s.,'’]+$/u, '');
  return { digits: digits.replace('−', '-'), after: head.slice(match.index + digits.length) };
}

/**
 * `whole`: one separator before exactly three digits separates thousands (`1.234` views are 1234); a decimal reads it as
 * a point (`1.234` stars). Several equal separators, or one after the other kind, are always thousands.
 */
function toNumber(digits: string, whole: boolean): number | null {
  const bare = digits.replace(/[\s'’]+/gu, (gap, at: number, all: string) =>
    /^\d{3}(?!\d)/.test(all.slice(at + gap.length)) ? '' : ' ',
  );
  const [first = ''] = bare.split(' ');
  const comma = first.lastIndexOf(',');
  const point = first.lastIndexOf('.');
  const mark = comma > point ? ',' : '.';
  const parts = first.split(mark);
  const other = mark === ',' ? '.' : ',';
  const grouped = parts.length > 2 || (whole && parts.length === 2 && parts[1]!.length === 3 && !first.includes(other));
  const plain = grouped
    ? first.replaceAll(mark, '').replaceAll(other, '.')
    : first.replaceAll(other, '').replace(mark, '.');
  const value = Number(plain);
  return Number.isFinite(value) && plain !== '' ? value : null;
}
