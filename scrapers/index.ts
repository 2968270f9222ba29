import type { AnyScraper } from '../src/collect/scraper.ts';
import { twoGis } from './2gis/index.ts';
import { css } from './css/index.ts';
import { feed } from './feed/index.ts';
import { jsonld } from './jsonld/index.ts';
import { microdata } from './microdata/index.ts';
import { otzovik } from './otzovik/index.ts';
import { telegram } from './telegram/index.ts';
import { wildberries } from './wildberries/index.ts';

/** Every scraper, sorted by name. A test compares the list with the folders. */
export const scrapers: readonly AnyScraper[] = [twoGis, css, feed, jsonld, microdata, otzovik, telegram, wildberries];
