import { z } from 'zod';

/** An IANA zone that this runtime knows. */
export const ZoneName = z.string().refine(isZone, 'no such time zone; wanted an IANA name such as Europe/Amsterdam');

/** An address that can be visited. */
export const WebAddress = z.url({
  protocol: /^https?$/,
  error: 'wanted an address that starts with http:// or https://',
});

/** The options of the scrapers that read any page: jsonld, microdata, feed. */
export const PageOptions = z.strictObject({
  url: WebAddress.describe('Address of the page'),
  timeZone: ZoneName.optional().describe(
    'Zone of times that the page prints without one, e.g. Europe/Amsterdam; without it such a time counts as its day',
  ),
});
export type PageOptions = z.infer<typeof PageOptions>;

/** Any http(s) address is a page; undefined for other schemes. */
export function pageOptionsFrom(url: URL): PageOptions | undefined {
  return url.protocol === 'http:' || url.protocol === 'https:' ? { url: url.href } : undefined;
}

function isZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}
