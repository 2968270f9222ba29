import type { AnyScraper } from '../src/collect/scraper.ts';
import { jsonld } from './jsonld/index.ts';
import { microdata } from './microdata/index.ts';
import { otzovik } from './otzovik/index.ts';

/** Every scraper, sorted by name. A test compares the list with the folders. */
export const scrapers: readonly AnyScraper[] = [jsonld, microdata, otzovik];
