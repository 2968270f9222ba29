import { z } from 'zod';
import type { RawReview } from '../collect/scraper.ts';
import type { Channel } from '../domain/item.ts';

/** One row of a file, understood. `source` and `brand` may be null: then the command's own apply. */
export interface ReviewRow {
  readonly review: RawReview;
  readonly source: string | null;
  readonly brand: string | null;
  readonly channel: Channel | null;
}

export type ReviewField =
  | 'id'
  | 'brand'
  | 'source'
  | 'channel'
  | 'author'
  | 'authorId'
  | 'rating'
  | 'scale'
  | 'title'
  | 'text'
  | 'pros'
  | 'cons'
  | 'date'
  | 'url'
  | 'likes'
  | 'reply'
  | 'verified'
  | 'productId'
  | 'product'
  | 'location'
  | 'language';

/** Column names as exports of shops, sites and tables call them, in ru, en and nl; compared in lower case without spaces, dashes and underscores. */
const NAMES: Readonly<Record<ReviewField, readonly string[]>> = {
  id: ['id', 'externalid', 'reviewid', 'номеротзыва', 'ид', 'reviewnummer'],
  brand: ['brand', 'бренд', 'марка', 'merk', 'company', 'компания', 'bedrijf'],
  source: ['source', 'site', 'platform', 'источник', 'площадка', 'сайт', 'bron'],
  channel: ['channel', 'канал', 'kanaal'],
  author: ['author', 'name', 'user', 'username', 'reviewer', 'автор', 'имя', 'auteur', 'naam', 'klant'],
  authorId: ['authorid', 'userid', 'idавтора', 'auteurid'],
  rating: [
    'stars',
    'rating',
    'score',
    'grade',
    'оценка',
    'рейтинг',
    'звезды',
    'звёзды',
    'sterren',
    'beoordeling',
    'cijfer',
    'waardering',
  ],
  scale: ['ratingscale', 'scale', 'best', 'maxrating', 'шкала', 'schaal'],
  title: ['title', 'subject', 'headline', 'заголовок', 'тема', 'titel', 'onderwerp'],
  text: [
    'text',
    'review',
    'comment',
    'body',
    'content',
    'message',
    'текст',
    'отзыв',
    'комментарий',
    'tekst',
    'recensie',
    'opmerking',
    'toelichting',
  ],
  pros: ['pros', 'advantages', 'плюсы', 'достоинства', 'pluspunten', 'voordelen'],
  cons: ['cons', 'disadvantages', 'минусы', 'недостатки', 'minpunten', 'nadelen'],
  date: [
    'date',
    'published',
    'publishedat',
    'created',
    'createdat',
    'time',
    'дата',
    'датаотзыва',
    'датапубликации',
    'datum',
    'geplaatst',
  ],
  url: ['url', 'link', 'address', 'ссылка', 'адрес'],
  likes: ['likes', 'helpful', 'upvotes', 'лайки', 'полезно'],
  reply: ['reply', 'answer', 'response', 'ответ', 'antwoord', 'reactie'],
  verified: ['verified', 'verifiedpurchase', 'подтвержден', 'подтверждён', 'geverifieerd'],
  productId: ['productid', 'sku', 'артикул', 'artikelnummer'],
  product: ['product', 'productname', 'item', 'товар', 'artikel'],
  location: ['location', 'branch', 'store', 'филиал', 'магазин', 'locatie', 'filiaal', 'winkel'],
  language: ['lang', 'language', 'язык', 'taal'],
};

export const REVIEW_FIELDS = Object.keys(NAMES) as readonly ReviewField[];
export type ReviewColumns = ReadonlyMap<ReviewField, string>;

const fold = (name: string): string =>
  name
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s_\-.]+/g, '');

/** Which of `columns` holds what; a column that no list names is left out. Two columns for one field: the first one. */
export function guessColumns(columns: readonly string[]): ReviewColumns {
  const folded = columns.map((column) => ({ column, name: fold(column) }));
  const found = new Map<ReviewField, string>();
  for (const field of Object.keys(NAMES) as ReviewField[]) {
    const hit = folded.find(({ name }) => NAMES[field].some((known) => fold(known) === name));
    if (hit !== undefined) found.set(field, hit.column);
  }
  return found;
}

const Channels = z.enum(['public', 'survey', 'interview', 'mystery-shopping', 'internal']);

/** A row as a review. Throws an `Error` whose message names the column, what was found and what is wanted. */
export function toReviewRow(row: Readonly<Record<string, unknown>>, columns: ReviewColumns): ReviewRow {
  const value = (field: ReviewField): string | null => {
    const column = columns.get(field);
    const raw = column === undefined ? undefined : row[column];
    if (raw === undefined || raw === null) return null;
    const text = (typeof raw === 'object' ? JSON.stringify(raw) : String(raw)).trim();
    return text === '' ? null : text;
  };
  const number = (field: ReviewField): number | null => {
    const text = value(field);
    if (text === null) return null;
    const parsed = Number(text.replace(',', '.'));
    if (!Number.isFinite(parsed))
      throw new Error(`${columns.get(field)}: got ${JSON.stringify(text.slice(0, 40))}, wanted a number`);
    return parsed;
  };
  const rating = number('rating');
  const ratingScale = rating === null ? null : (number('scale') ?? 5);
  if (rating !== null && ratingScale !== null && (rating < 0 || rating > ratingScale)) {
    throw new Error(
      `${columns.get('rating')}: got ${rating}, wanted 0 to ${ratingScale}; add a column "ratingScale" for another scale`,
    );
  }
  const date = value('date');
  const review: RawReview = {
    externalId: value('id'),
    author: value('author'),
    authorId: value('authorId'),
    rating,
    ratingScale,
    title: value('title'),
    text: value('text'),
    pros: value('pros'),
    cons: value('cons'),
    publishedAt: date === null ? null : isoDate(date, columns.get('date')!),
    url: webAddress(value('url')),
    likes: number('likes'),
    replyText: value('reply'),
    verified: truth(value('verified')),
    productId: value('productId'),
    productName: value('product'),
    location: value('location'),
    language: value('language')?.toLowerCase().slice(0, 2) ?? null,
  };
  if (
    review.text === null &&
    review.title === null &&
    review.pros === null &&
    review.cons === null &&
    rating === null
  ) {
    throw new Error('the row has neither a text nor a rating');
  }
  const channel = value('channel');
  return {
    review,
    source: value('source'),
    brand: value('brand'),
    channel: channel === null ? null : Channels.parse(channel),
  };
}

/** `2026-05-03`, `2026-05-03T10:00:00+03:00`, `03.05.2026`, `3-5-2026` (day first, as ru and nl tables write). Never guesses. */
function isoDate(text: string, column: string): string {
  const iso = /^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?)\s*(Z|[+-]\d{2}:?\d{2})?)?$/.exec(
    text,
  );
  const dayFirst = /^(\d{1,2})[./-](\d{1,2})[./-](\d{4})(?:\s.*)?$/.exec(text);
  const parts =
    iso !== null ? [iso[1]!, iso[2]!, iso[3]!] : dayFirst !== null ? [dayFirst[3]!, dayFirst[2]!, dayFirst[1]!] : null;
  const day = parts === null ? null : parts.map((part) => part.padStart(2, '0')).join('-');
  const midnight = day === null ? null : new Date(`${day}T00:00:00Z`);
  if (
    day === null ||
    midnight === null ||
    Number.isNaN(midnight.getTime()) ||
    midnight.toISOString().slice(0, 10) !== day
  ) {
    throw new Error(
      `${column}: got ${JSON.stringify(text.slice(0, 40))}, wanted a date such as 2026-05-31 or 31.05.2026`,
    );
  }
  // A time without a zone is kept as its day: an invented zone would move reviews over midnight.
  if (iso?.[4] === undefined || iso[5] === undefined) return day;
  return new Date(text.replace(' ', 'T')).toISOString();
}

function truth(text: string | null): boolean | null {
  if (text === null) return null;
  return /^(true|1|yes|да|ja|y)$/i.test(text) ? true : /^(false|0|no|нет|nee|n)$/i.test(text) ? false : null;
}

function webAddress(text: string | null): string | null {
  const url = text === null ? null : URL.parse(text);
  return url !== null && (url.protocol === 'https:' || url.protocol === 'http:') ? url.href : null;
}
