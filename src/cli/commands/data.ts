import { once } from 'node:events';
import { createWriteStream, existsSync } from 'node:fs';
import path from 'node:path';
import type { Writable } from 'node:stream';
import { finished } from 'node:stream/promises';
import { ItemFilter } from '../../domain/filter.ts';
import { BadInput } from '../../errors.ts';
import { csvHeader, toCsvRow, toNdjson } from '../../feedback/export.ts';
import { brandIdOf } from '../brand.ts';
import type { CliContext, ExitCode } from '../context.ts';
import { type OpenArguments, withApp } from '../open.ts';
import { print, printJson } from '../output.ts';
import { progress } from '../progress.ts';

const EXPORT_BATCH = 500;

export interface ExportArguments extends OpenArguments {
  readonly format: string;
  readonly out?: string;
  readonly brand?: string;
  readonly source?: readonly string[];
  readonly sentiment?: readonly string[];
  readonly from?: string;
  readonly to?: string;
  readonly query?: string;
}

/** `molva export`: CSV for Excel or NDJSON, oldest first, to a file or standard output. */
export async function exportItems(args: ExportArguments, context: CliContext): Promise<ExitCode> {
  if (args.format !== 'csv' && args.format !== 'ndjson')
    throw new BadInput('--format', `got ${JSON.stringify(args.format)}, wanted csv or ndjson`);
  const filter = ItemFilter.safeParse({
    source: args.source,
    sentiment: args.sentiment,
    published_from: args.from,
    published_to: args.to,
    q: args.query,
    copies: 'all',
  });
  if (!filter.success) throw new BadInput(filter.error.issues[0]!.path.join('.'), filter.error.issues[0]!.message);
  const file = args.out === undefined ? undefined : path.resolve(context.cwd, args.out);
  if (file !== undefined && existsSync(file))
    throw new BadInput('--out', `${file} is there already; choose another name`);
  return withApp<ExitCode>(args, context, 'beside', async ({ store }) => {
    const wanted = { ...filter.data, brand: await brandIdOf({ store }, args.brand) };
    const madeUp = new Set((await store.brands()).filter((brand) => brand.madeUp).map((brand) => brand.id));
    const out: Writable = file === undefined ? context.stdout : await created(file);
    const bar = progress(context, 'exporting', file === undefined ? 0 : await store.count(wanted));
    let n = 0;
    if (args.format === 'csv') await write(out, csvHeader());
    for await (const batch of store.stream(wanted, EXPORT_BATCH)) {
      if (context.stop.aborted) break;
      const rows = batch.map((item) =>
        (args.format === 'csv' ? toCsvRow : toNdjson)(item, { madeUp: madeUp.has(item.brand) }),
      );
      await write(out, rows.join(''));
      n += batch.length;
      bar.update(n);
    }
    bar.stop();
    if (file !== undefined) {
      out.end();
      await finished(out);
      context.stderr.write(`${n} items written to ${file}\n`);
    }
    if (context.stop.aborted) {
      context.stderr.write('molva: stopped; the export is not whole\n');
      return 1;
    }
    return 0;
  });
}

/** Throws `BadInput('--out')` when the file cannot be made. */
async function created(file: string): Promise<Writable> {
  const out = createWriteStream(file, { flags: 'wx' });
  try {
    await once(out, 'open');
    return out;
  } catch (cause) {
    const code = cause instanceof Error && 'code' in cause ? ` (${cause.code})` : '';
    throw new BadInput('--out', `${file} cannot be written${code}`, { cause });
  }
}

/** Waits for a slow reader: a million rows must not pile up in memory. */
async function write(out: Writable, text: string): Promise<void> {
  if (!out.write(text)) await new Promise<void>((resolve) => out.once('drain', resolve));
}

/** `molva backup <file>`: a consistent copy while others read and write. */
export async function backup(
  args: OpenArguments & { file: string; json?: boolean },
  context: CliContext,
): Promise<ExitCode> {
  const file = path.resolve(context.cwd, args.file);
  return withApp<ExitCode>(args, context, 'beside', async ({ store }) => {
    await store.backup(file);
    if (args.json) printJson(context, { file });
    else
      print(
        context,
        `Backed up to ${file}. The secret of author keys is not in it: keep the file "secret" of the data folder too.`,
      );
    return 0;
  });
}

export interface ForgetArguments extends OpenArguments {
  readonly author?: string;
  readonly brand?: string;
  readonly item?: string;
  readonly demo?: boolean;
  readonly yes?: boolean;
  readonly json?: boolean;
}

/** `molva forget`: erases one author's texts, one item, a brand's texts, or the demo, with versions and index. */
export async function forget(args: ForgetArguments, context: CliContext): Promise<ExitCode> {
  const given = [args.author, args.brand, args.item, args.demo].filter((one) => one !== undefined).length;
  if (given !== 1)
    throw new BadInput('forget', 'say exactly one of --author <hash>, --item <key>, --brand <id>, --demo');
  return withApp<ExitCode>(args, context, 'beside', async ({ store }) => {
    const brand = await brandIdOf({ store }, args.brand);
    const what = args.demo ? { madeUp: true } : { authorHash: args.author, brand, key: args.item };
    if (brand !== undefined && args.yes !== true) {
      const n = await store.count({ brand, copies: 'all' });
      throw new BadInput('--yes', `this would erase ${n} texts of ${brand} for good; add --yes to do it`);
    }
    const erased = await store.forget(what);
    if (args.json) printJson(context, { erased });
    else print(context, `${erased} texts erased.`);
    return 0;
  });
}
