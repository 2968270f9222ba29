import { z } from 'zod';
import type { PageRequest } from './page.ts';
import { type AddressScope, checkAddress } from './url-guard.ts';

const Request = z.object({
  url: z.string(),
  method: z.enum(['GET', 'POST']).optional(),
  headers: z.record(z.string(), z.string()).optional(),
  body: z.string().optional(),
  forId: z.string().optional(),
  state: z.record(z.string(), z.string()).optional(),
});

/** Where an unfinished visit stands: plain data, committed with the page before it. */
const Position = z.object({
  version: z.literal(1),
  /** The next page of the list; null when only `follow` is left. */
  request: Request.nullable(),
  /** Full reviews that are still to be asked for, before `request`. */
  follow: z.array(Request),
  /** Reviews met so far in this visit, over all its runs. */
  seen: z.number().int().min(0),
  /** ISO instant of the visit's first page. */
  since: z.string().nullable(),
});
export type Position = z.infer<typeof Position>;

/** The beginning of a visit. */
export function startAt(request: PageRequest): Position {
  return { version: 1, request: plain(request), follow: [], seen: 0, since: null };
}

/** A request as data that survives JSON. */
export function plain(request: PageRequest): PageRequest & Position['follow'][number] {
  return JSON.parse(JSON.stringify(request));
}

/** The place to go on from; null for a cursor of another version, or one that leads outside the scope: the visit then begins anew. */
export function readCursor(cursor: Readonly<Record<string, unknown>> | null, scope: AddressScope): Position | null {
  const parsed = Position.safeParse(cursor);
  if (!parsed.success) return null;
  const { request, follow } = parsed.data;
  try {
    for (const one of request ? [request, ...follow] : follow) checkAddress(one.url, scope);
  } catch {
    return null;
  }
  return parsed.data;
}

/** Two requests with the same identity bring the same page: `state` is never sent and a fragment neither. */
export function identityOf(request: PageRequest): string {
  const headers = Object.entries(request.headers ?? {})
    .map(([name, value]) => `${name.toLowerCase()}:${value}`)
    .sort();
  const url = new URL(request.url);
  url.hash = '';
  return JSON.stringify([request.method ?? 'GET', url.href, request.body ?? '', headers]);
}
