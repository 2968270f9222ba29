import type { RawReview } from '../collect/scraper.ts';
import type { Brand } from '../domain/brand.ts';
import type { Channel } from '../domain/item.ts';
import { BadInput } from '../errors.ts';
import type { Store } from '../store/store.ts';
import { toDrafts } from '../understand/draft.ts';
import { brandNamed } from './brand-named.ts';
import { guessColumns, type ReviewColumns, type ReviewRow, toReviewRow } from './mapping.ts';
import { nameId } from './name-id.ts';
import { type FileRow, fileRows } from './rows.ts';

export interface ImportOptions {
  readonly file: string;
  /** Its rows, where they are not to be read from the disk. */
  readonly rows?: AsyncIterable<FileRow>;
  /** Which column holds what; default: guessed from the names. */
  readonly columns?: ReviewColumns;
  /** For rows without a brand of their own: id or name. */
  readonly brand?: string;
  /** For rows without a source of their own. */
  readonly source?: string;
  readonly channel?: Channel;
  readonly store: Pick<Store, 'importItems' | 'saveBrand' | 'brands'>;
  readonly secret: string | Uint8Array;
  readonly keepNames: boolean;
  readonly now: () => string;
  readonly onProgress?: (rows: number) => void;
  /** Ends the reading: what was read is stored, the rest is as if the file ended there. */
  readonly signal?: AbortSignal;
}

export interface ImportReport {
  readonly rows: number;
  readonly added: number;
  readonly changed: number;
  readonly same: number;
  /** Columns understood, as `field: column`. */
  readonly columns: Readonly<Record<string, string>>;
  /** First problems with their line numbers, and how many there were in all. */
  readonly problems: readonly { readonly line: number; readonly problem: string }[];
  readonly problemCount: number;
}

/** Rows held before they are written: a transaction of this size takes some tens of milliseconds. */
const BATCH = 500;
const KEPT_PROBLEMS = 100;

/**
 * Reviews that somebody already has, from CSV or JSONL. Imported again, the same rows change nothing (identity as for scraped ones).
 * Unknown brands are made from their names. A bad row is reported by line and the rest is imported. Throws `BadInput` (file, brand).
 */
export async function importReviews(options: ImportOptions): Promise<ImportReport> {
  const { store } = options;
  const brands = new Map<string, Brand>();
  const groups = new Map<string, { brand: Brand; source: string; channel: Channel; reviews: RawReview[] }>();
  const problems: { line: number; problem: string }[] = [];
  const occurrences = new Map<string, number>();
  const totals = { rows: 0, added: 0, changed: 0, same: 0, problemCount: 0 };
  let columns = options.columns;

  const complain = (line: number, problem: string): void => {
    totals.problemCount += 1;
    if (problems.length < KEPT_PROBLEMS) problems.push({ line, problem });
  };

  async function brandFor(name: string): Promise<Brand> {
    const met = brands.get(name);
    if (met !== undefined) return met;
    const known = brandNamed(await store.brands(), name);
    const found = known ?? newBrand(nameId(name), name);
    if (known === undefined) await store.saveBrand(found, options.now());
    brands.set(name, found);
    return found;
  }

  async function write(group: { brand: Brand; source: string; channel: Channel; reviews: RawReview[] }): Promise<void> {
    const reviews = group.reviews.splice(0);
    const fetchedAt = options.now();
    const { drafts } = toDrafts(
      { reviews },
      {
        scraper: { name: group.source, idScope: 'site' },
        pageId: `import:${group.source}`,
        page: { url: '', fetchedAt },
        brand: group.brand,
        secret: options.secret,
        keepNames: options.keepNames,
        channel: group.channel,
        occurrences,
      },
    );
    const result = await store.importItems({ items: drafts, targetId: null, backfill: true, now: fetchedAt });
    totals.added += result.newKeys.length;
    totals.changed += result.changedKeys.length;
    totals.same += result.sameKeys.length;
    options.onProgress?.(totals.rows);
  }

  for await (const entry of options.rows ?? fileRows(options.file)) {
    if (options.signal?.aborted) break;
    totals.rows += 1;
    if ('problem' in entry) {
      complain(entry.line, entry.problem);
      continue;
    }
    columns ??= checkedColumns(Object.keys(entry.row), options.file);
    // JSON rows may each have other keys: the guess is made again where a key is new.
    const known = options.columns ?? (options.file.includes('.csv') ? columns : guessColumns(Object.keys(entry.row)));
    let row: ReviewRow;
    try {
      row = toReviewRow(entry.row, known);
    } catch (error) {
      complain(entry.line, (error as Error).message);
      continue;
    }
    const name = row.brand ?? options.brand;
    if (name === undefined || nameId(name) === '')
      throw new BadInput('--brand', 'the rows name no brand; say which one they are about');
    const brand = await brandFor(name);
    const source = sourceId(row.source ?? options.source ?? 'import');
    const channel = options.channel ?? row.channel ?? 'public';
    const groupKey = `${brand.id}\n${source}\n${channel}`;
    const group = groups.get(groupKey) ?? { brand, source, channel, reviews: [] };
    groups.set(groupKey, group);
    group.reviews.push(row.review);
    if (group.reviews.length >= BATCH) await write(group);
  }
  for (const group of groups.values()) if (group.reviews.length > 0) await write(group);
  return { ...totals, columns: Object.fromEntries(columns ?? []), problems };
}

function checkedColumns(names: readonly string[], file: string): ReviewColumns {
  const columns = guessColumns(names);
  if (!columns.has('text') && !columns.has('rating')) {
    throw new BadInput(
      'file',
      `${file} has no column that holds a text or a rating; found ${names.slice(0, 12).join(', ')}`,
    );
  }
  return columns;
}

const sourceId = (name: string): string => nameId(name) || 'import';

/** A brand of which only the name is known. */
export function newBrand(id: string, name: string): Brand {
  return {
    id,
    name,
    spellings: [],
    exclude: [],
    competitors: [],
    timeZone: 'Europe/Moscow',
    languages: ['ru', 'en', 'nl'],
    products: [],
    themes: [],
    madeUp: false,
  };
}
