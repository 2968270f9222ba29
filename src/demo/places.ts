import type { Brand } from '../domain/brand.ts';
import type { ProductKind, Theme } from './texts/phrases.ts';
import type { DemoPage, DemoSite } from './truth.ts';

/**
 * Where the brand is spoken of. The ids are far above what the sites have given out, so that no address is that of a
 * real page, and nothing of a real page is shown.
 */
export const addresses = {
  otzovikSlug: 'zavaryona_magazin_chaynikov_i_kofe_vydumannyy',
  otzovikCaptchaSlug: 'zavaryona_mobilnoe_prilozhenie_vydumannoe',
  firmCity: 'moscow',
  firmId: '79999999000000042',
  wildberriesNm: '9990000042',
  wildberriesImt: '9980000042',
  channel: 'zavaryona_demo_vydumka',
  shopHost: 'shop.zavaryona.example',
} as const;

/** What a demo page is for the collector, and what people write there. */
export interface Place {
  readonly page: DemoPage;
  readonly site: DemoSite;
  readonly url: string;
  /** Of the target, for the operator. */
  readonly title: string;
  /** Of the product, shop or channel, as the page prints it. */
  readonly name: string;
  readonly language: 'ru' | 'en' | 'nl';
  readonly themes: readonly Theme[];
  readonly kind?: ProductKind;
  /** Ordinary reviews, beside the planted ones. */
  readonly ordinary: number;
  readonly maxSentences: number;
}

const everything: readonly Theme[] = [
  'delivery',
  'packaging',
  'price',
  'quality',
  'staff',
  'support',
  'waiting',
  'app',
  'assortment',
];
const goods: readonly Theme[] = ['delivery', 'packaging', 'price', 'quality', 'support'];

/** Every page of the demo, in the order in which they are collected. */
export const places: readonly Place[] = [
  {
    page: 'otzovik-shop',
    site: 'otzovik',
    url: `https://otzovik.com/reviews/${addresses.otzovikSlug}/`,
    title: 'Заварёна: магазин (Отзовик, выдумано)',
    name: 'Заварёна, магазин чайников и кофе',
    language: 'ru',
    themes: everything,
    ordinary: 54,
    maxSentences: 6,
  },
  {
    page: 'otzovik-captcha',
    site: 'otzovik',
    url: `https://otzovik.com/reviews/${addresses.otzovikCaptchaSlug}/`,
    title: 'Заварёна: приложение (Отзовик, выдумано)',
    name: 'Приложение Заварёны',
    language: 'ru',
    themes: ['app'],
    ordinary: 0,
    maxSentences: 0,
  },
  {
    page: '2gis-firm',
    site: '2gis',
    url: `https://2gis.ru/${addresses.firmCity}/firm/${addresses.firmId}/tab/reviews`,
    title: 'Заварёна: магазин на набережной (2ГИС, выдумано)',
    name: 'Заварёна, магазин на набережной',
    language: 'ru',
    themes: ['staff', 'waiting', 'assortment', 'price', 'quality', 'support'],
    ordinary: 58,
    maxSentences: 3,
  },
  {
    page: 'wildberries-kettle',
    site: 'wildberries',
    url: `https://www.wildberries.ru/catalog/${addresses.wildberriesNm}/detail.aspx`,
    title: 'Чайник «Заварёна» (Wildberries, выдумано)',
    name: 'Чайник электрический «Заварёна»',
    language: 'ru',
    themes: goods,
    kind: 'kettle',
    ordinary: 68,
    maxSentences: 2,
  },
  {
    page: 'telegram-channel',
    site: 'telegram',
    url: `https://t.me/s/${addresses.channel}`,
    title: 'Канал «Чашки и черепки» (Telegram, выдумано)',
    name: 'Чашки и черепки',
    language: 'ru',
    themes: ['delivery', 'support', 'app', 'quality', 'price', 'assortment'],
    ordinary: 28,
    maxSentences: 4,
  },
  {
    page: 'shop-en',
    site: 'jsonld',
    url: `https://${addresses.shopHost}/en/kettle/reviews`,
    title: 'Zavaryona kettle (shop page, made up)',
    name: 'Zavaryona kettle',
    language: 'en',
    themes: goods,
    kind: 'kettle',
    ordinary: 54,
    maxSentences: 4,
  },
  {
    page: 'shop-nl',
    site: 'jsonld',
    url: `https://${addresses.shopHost}/nl/koffiemolen/recensies`,
    title: 'Zavarjona koffiemolen (shop page, made up)',
    name: 'Zavarjona koffiemolen',
    language: 'nl',
    themes: goods,
    kind: 'grinder',
    ordinary: 52,
    maxSentences: 4,
  },
  {
    page: 'shop-outlet',
    site: 'jsonld',
    url: `https://${addresses.shopHost}/ru/termos/otzyvy`,
    title: 'Термос «Заварёна» (страница магазина, выдумано)',
    name: 'Термос «Заварёна»',
    language: 'ru',
    themes: goods,
    kind: 'thermos',
    ordinary: 34,
    maxSentences: 3,
  },
];

/** What the app adds as targets: the scraper, the address that a person would paste, and a name. */
export function demoTargets(): readonly { readonly scraper: DemoSite; readonly url: string; readonly title: string }[] {
  return places.map(({ site, url, title }) => ({ scraper: site, url, title }));
}

/** The invented brand. */
export function demoBrand(): Brand {
  return {
    id: 'zavaryona',
    name: 'Заварёна',
    spellings: ['Zavaryona', 'Zavarjona'],
    exclude: [],
    competitors: ['Самоварика', 'Boilbird'],
    timeZone: 'Europe/Moscow',
    languages: ['ru', 'en', 'nl'],
    products: [
      { id: 'kettle', name: 'Чайник «Заварёна»', siteIds: { wildberries: addresses.wildberriesNm } },
      { id: 'grinder', name: 'Кофемолка «Заварёна»', siteIds: {} },
    ],
    themes: [],
    madeUp: true,
  };
}
