import { createHmac, createSecretKey, type KeyObject } from 'node:crypto';
import { maskPhones } from './phones.ts';

/** Keyed by the installation: without the secret nobody can test names against the hash. */
export type Secret = string | Uint8Array;

const EMAIL =
  /(?<![\p{L}\p{N}._%+-])[\p{L}\p{N}][\p{L}\p{N}._%+-]{0,63}(?: ?@ ?| ?[([{](?:at|собака|эт)[)\]}] ?| (?:at|собака) (?=[a-z0-9-]{2,30}(?:\.| dot | точка )(?:com|ru|net|org|nl|рф|ru|ру)(?![\p{L}\p{N}])))[\p{L}\p{N}][\p{L}\p{N}-]{0,62}(?:(?:\.| ?[([{](?:dot|точка)[)\]}] ?| dot | точка )[\p{L}\p{N}-]{2,63}){1,4}/giu;
/** Without one of these there is no address, and the pattern is not tried at all. */
const EMAIL_MARK = /@|[([{](?:at|собака|эт)[)\]}]| at | собака /i;

/** 15 to 19 digits, alone or in groups of four or more parted by one space or dash. */
const CARD =
  /(?<![\p{L}\d]|\d[-.,])\d{4}(?:[ \u00a0-]?\d{4}){2}[ \u00a0-]?\d{3,4}(?:[ \u00a0-]?\d{1,3})?(?![\p{L}\d]|[-.,]\d)/gu;
const AMEX = /(?<!\d|\d[-.,])3[47]\d{2}[ \u00a0-]?\d{6}[ \u00a0-]?\d{5}(?!\d|[-.,]\d)/g;
const IBAN = /(?<![\p{L}\p{N}])[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){2,7}(?: ?[A-Z0-9]{1,3})?(?![\p{L}\p{N}])/gu;
/** 2019 2020 2021 2022 */
const YEARS = /^(?:(?:19|20)\d{2}){4}$/;
/** Full-width and mathematical digits are read as digits by people, so they are by us. */
const FANCY_DIGITS = /[\uff0b\uff10-\uff19\u{1d7ce}-\u{1d7ff}]/gu;

/** ISO/IEC 7812-1 annex B: doubles every second digit from the right. */
function passesLuhn(digits: string): boolean {
  let sum = 0;
  for (let i = 0; i < digits.length; i++) {
    const digit = Number(digits[digits.length - 1 - i]);
    const weighted = i % 2 === 0 ? digit : digit * 2;
    sum += weighted > 9 ? weighted - 9 : weighted;
  }
  return sum % 10 === 0;
}

/** Four groups of four are a card even with a typing error; other shapes must pass the check digit. */
function maskCard(found: string): string {
  const digits = found.replace(/\D/g, '');
  const asPrinted = /^\d{4}([ \u00a0-])\d{4}\1\d{4}\1\d{4}$/.test(found);
  const isCard =
    /^[2-6]/.test(digits) && digits.length >= 15 && (asPrinted || passesLuhn(digits)) && !YEARS.test(digits);
  return isCard ? '[card]' : found;
}

/** ISO 13616: the rearranged number is 1 modulo 97. */
function maskIban(found: string): string {
  const flat = found.replaceAll(' ', '');
  const rearranged = flat.slice(4) + flat.slice(0, 4);
  let rest = 0;
  for (const sign of rearranged) {
    const value = Number.parseInt(sign, 36);
    rest = (rest * (value > 9 ? 100 : 10) + value) % 97;
  }
  return rest === 1 ? '[iban]' : found;
}

/**
 * Replaces phone numbers, e-mail addresses, card and bank account numbers by `[phone]`, `[email]`, `[card]`, `[iban]`.
 * Prices, dates, years, counts, order and article numbers stay. Masking twice changes nothing.
 */
export function maskPersonal(text: string): string {
  let masked = text.replace(FANCY_DIGITS, (sign) => sign.normalize('NFKC'));
  if (EMAIL_MARK.test(masked)) masked = masked.replace(EMAIL, '[email]');
  if (!/\d/.test(masked)) return masked;
  masked = masked.replace(IBAN, maskIban).replace(CARD, maskCard).replace(AMEX, maskCard);
  return maskPhones(masked);
}

let lastKey: { readonly secret: Secret; readonly key: KeyObject } | undefined;

/** Making the key takes as long as its use, and a process has one secret. */
function keyOf(secret: Secret): KeyObject {
  if (lastKey?.secret !== secret) lastKey = { secret, key: createSecretKey(Buffer.from(secret)) };
  return lastKey.key;
}

/**
 * HMAC-SHA256 (hex) of an author at one site. `authorId` (the site's own id) counts before the name; the name is
 * compared without case and outer spaces. The same name at two sites gives two hashes: it need not be the same person.
 */
export function authorHash(
  author: { readonly scraper: string; readonly authorId?: string | null; readonly name: string | null },
  secret: Secret,
): string | null {
  const name = author.name?.normalize('NFKC').trim().toLowerCase().replace(/\s+/g, ' ') || null;
  const id = author.authorId?.trim() || null;
  if (id === null && name === null) return null;
  const who = id === null ? ['name', name] : ['id', id];
  return createHmac('sha256', keyOf(secret))
    .update(JSON.stringify(['author', author.scraper, ...who]))
    .digest('hex');
}

/** What cards show instead of a name: the same short sign for the same author, e.g. `anon-7f3a9c`. */
export function pseudonym(hash: string): string {
  return `anon-${hash.slice(0, 6)}`;
}
