import { once } from 'node:events';
import type { Writable } from 'node:stream';
import { z } from 'zod';
import { ItemFilter } from '../../domain/filter.ts';
import { csvHeader, toCsvRow, toNdjson } from '../../feedback/export.ts';
import { defineRoute, type Route } from '../define-route.ts';
import type { ApiDeps } from '../settings.ts';

const ExportQuery = ItemFilter.extend({
  format: z.enum(['csv', 'ndjson']).default('csv').describe('csv opens in Excel; ndjson is one item per line'),
});

/** A batch is formatted in one go on the main thread: small, so that others are answered in between. */
const BATCH = 100;

/** Every matching item as a file, streamed at the reader's speed. */
export function exportRoutes({ store, clock }: ApiDeps): readonly Route[] {
  return [
    defineRoute({
      id: 'exportItems',
      method: 'get',
      path: '/export',
      tag: 'feed',
      summary: 'All matching items as a file',
      scope: 'read',
      query: ExportQuery,
      status: 200,
      stream: { contentTypes: ['text/csv', 'application/x-ndjson'], description: 'The file, oldest item first' },
      async handle({ query, res }) {
        const { format, ...filter } = query;
        const madeUp = new Set((await store.brands()).filter((brand) => brand.madeUp).map((brand) => brand.id));
        const batches = store.stream(filter, BATCH)[Symbol.asyncIterator]();
        // The first read happens before the header is sent: a filter that the store refuses is still a 400.
        let batch = await batches.next();
        const day = new Date(clock.now()).toISOString().slice(0, 10);
        res.set({
          'Content-Type': format === 'csv' ? 'text/csv; charset=utf-8' : 'application/x-ndjson; charset=utf-8',
          'Content-Disposition': `attachment; filename="molva-${day}.${format}"`,
          'Cache-Control': 'no-store',
        });
        res.flushHeaders();
        const toLine = format === 'csv' ? toCsvRow : toNdjson;
        if (format === 'csv') res.write(csvHeader());
        while (batch.done !== true && !res.closed) {
          await writeAll(res, batch.value.map((item) => toLine(item, { madeUp: madeUp.has(item.brand) })).join(''));
          batch = await batches.next();
        }
        await batches.return?.();
        res.end();
        return undefined;
      },
    }),
  ];
}

/** Waits until the reader has room again, or is gone. */
async function writeAll(out: Writable, text: string): Promise<void> {
  if (text === '' || out.write(text) || out.destroyed) return;
  const gone = new AbortController();
  const stop = () => gone.abort();
  out.once('close', stop);
  try {
    await once(out, 'drain', { signal: gone.signal });
  } catch {
    // Closed while waiting: the loop above sees it.
  } finally {
    out.off('close', stop);
  }
}
