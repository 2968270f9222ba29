import { z } from 'zod';
import { defineScraper } from '../../src/collect/scraper.ts';
import { parse, required } from './parse.ts';

const Options = z.object({
  channel: z
    .string()
    .regex(/^[A-Za-z][A-Za-z0-9_]{3,31}$/, 'the name of a public channel, without @')
    .describe('Public channel: t.me/<this>. Groups and private channels have no public page'),
  own: z.boolean().default(false).describe("True when the channel is the brand's own: its posts are not opinions"),
});

/** Paths of t.me that are not channel names. */
const RESERVED = new Set(
  'addstickers addemoji addtheme addlist joinchat share proxy socks login confirmphone setlanguage invoice boost giftcode iv bg contact'.split(
    ' ',
  ),
);

export const telegram = defineScraper<z.infer<typeof Options>>({
  name: 'telegram',
  title: 'Telegram channel',
  kind: 'social',
  hosts: ['t.me', 'telegram.me'],
  idScope: 'site',
  languages: 'any',
  timeZone: 'UTC',
  browser: false,
  access: 'public-page',
  pace: {
    perMinute: 30,
    concurrency: 1,
    source:
      'No published limit. Too many requests are answered with a page without posts (snscrape); 1 a second is reported safe, this is half of it.',
  },
  order: 'newest-first',
  parserVersion: 1,
  options: Options,
  example: { url: 'https://t.me/s/durov', options: { channel: 'durov', own: false } },
  required,
  fromUrl(url) {
    if (!/^(?:www\.)?(?:t\.me|telegram\.me|telegram\.dog)$/.test(url.hostname)) return undefined;
    const channel = /^\/(?:s\/)?([A-Za-z][A-Za-z0-9_]{3,31})(?:\/\d+)?\/?$/.exec(url.pathname)?.[1];
    return channel === undefined || RESERVED.has(channel.toLowerCase()) ? undefined : { channel, own: false };
  },
  firstPage: ({ channel }) => ({ url: `https://t.me/s/${channel}` }),
  parse,
});
