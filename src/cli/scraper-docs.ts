import { z } from 'zod';
import type { AnyScraper } from '../collect/scraper.ts';

const ACCESS = {
  'public-page': 'public pages',
  'public-api': "the site's own public API",
  'official-api': 'official API with your key',
} as const;

/** docs/scrapers.md: what each source reads, from its own declaration. A test keeps the file in step. */
export function scraperDocs(scrapers: readonly AnyScraper[]): string {
  const sections = scrapers.map((scraper) => {
    const { title, name, kind, access, hosts, pace, languages, order, browser, idScope, required, example } = scraper;
    const facts = [
      `- Reads ${ACCESS[access]} (${kind}); ${browser === false ? 'no browser needed' : 'needs a browser'}.`,
      `- Hosts: ${hosts === 'of-target' ? 'the host of the address you give' : hosts.join(', ')}.`,
      `- Pace: at most ${pace.perMinute} requests a minute, ${pace.concurrency} at a time (${pace.source}).`,
      `- Languages: ${languages === 'any' ? 'any' : languages.join(', ')}. Order: ${order === 'newest-first' ? 'newest first' : 'not known'}.`,
      `- Identity: ${idScope === 'site' ? "the site's own ids" : 'within the page'}. Always there: ${required.join(', ') || 'text or rating'}.`,
      `- Example: \`${example.url}\``,
    ];
    return `## ${title} (\`${name}\`)\n\n${facts.join('\n')}\n\n${optionsTable(scraper)}`;
  });
  return `# Sources\n\nWritten by \`molva scrapers --markdown\`; edit the declarations in \`scrapers/\`, not this file.\n\n${sections.join('\n\n')}\n`;
}

interface Property {
  readonly type?: string;
  readonly description?: string;
  readonly default?: unknown;
}

function optionsTable({ options }: AnyScraper): string {
  const schema = z.toJSONSchema(options, { io: 'input', unrepresentable: 'any' }) as {
    properties?: Record<string, Property>;
    required?: string[];
  };
  const rows = Object.entries(schema.properties ?? {}).map(([name, property]) => {
    const needed = schema.required?.includes(name)
      ? 'needed'
      : property.default === undefined
        ? ''
        : `default ${JSON.stringify(property.default)}`;
    return `| \`${name}\` | ${property.type ?? ''} | ${needed} | ${(property.description ?? '').replaceAll('|', '\\|')} |`;
  });
  return ['| option | type | | meaning |', '|---|---|---|---|', ...rows].join('\n');
}
