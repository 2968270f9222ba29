import type { Compute } from '../../src/compute/compute.ts';
import { alikeAmong, bandsOfEach } from '../../src/compute/relate.ts';
import { quietLog } from '../../src/domain/ambient.ts';
import type { ItemDraft } from '../../src/domain/item.ts';
import type { RelateDeps } from '../../src/jobs/relate-pending.ts';
import type { Store } from '../../src/store/store.ts';
import { type DupInput, findDuplicates } from '../../src/understand/duplicates/index.ts';
import { draft } from '../store/drafts.ts';

const TEXTS = [
  'Заказала чайник в подарок маме, привезли на день позже, коробка мятая, но сам чайник целый и кипятит быстро, шумит умеренно.',
  'Курьер позвонил заранее, помог занести коробку на пятый этаж без лифта и даже забрал старую упаковку, приятно удивлена таким сервисом.',
  'В приложении невозможно оформить возврат: кнопка серая, поддержка отвечает шаблонами, деньги держат третью неделю, больше не закажу.',
  'Кофе свежей обжарки, зёрна ровные, в чашке орех и шоколад, беру уже четвёртую пачку, только цена за полгода выросла на треть.',
  'The waiter forgot our drinks twice, the soup was cold and the music so loud that we had to shout across a small table all evening.',
  'Ordered on Monday, arrived on Wednesday in a padded box with a handwritten card, the scarf is softer than I expected for this price.',
  'De monteur kwam op tijd, legde rustig uit wat er mis was met de ketel en rekende minder dan vooraf was afgesproken, aanrader dus.',
  'Na drie weken wachten kreeg ik de verkeerde maat en de klantenservice vond dat ik zelf de verzendkosten van het ruilen moest betalen.',
];
const SITES = ['otzovik', 'vk', 'irecommend', 'wildberries'];

/** Reviews of which some are copies of others, some nearly: other case and marks, a word more, other stars. In order of days. */
export function reviews(brand: string, n: number): readonly ItemDraft[] {
  return Array.from({ length: n }, (_, at) => {
    const text = TEXTS[(at * 5) % TEXTS.length]!;
    const round = Math.floor(at / TEXTS.length);
    const said = [
      text,
      text.toUpperCase(),
      `${text} Так и есть!`,
      text.replaceAll(',', ' —'),
      `${text.slice(0, text.length / 2)}, and that is all there is to say about number ${at} of them`,
    ][round % 5]!;
    return draft(`${brand}-${String(at).padStart(3, '0')}`, {
      brand,
      scraper: SITES[round % SITES.length]!,
      text: said,
      stars: round === 3 ? 1 : 4,
      authorName: `Author ${at % 7}`,
      publishedOn: new Date(Date.UTC(2026, 1, 1 + Math.floor(at / 3))).toISOString().slice(0, 10),
    });
  });
}

function inputOf({ key, scraper: source, brand, authorName, publishedOn, stars, text }: ItemDraft): DupInput {
  return {
    key,
    lang: null,
    source,
    brand,
    productId: null,
    author: authorName,
    day: publishedOn,
    stars,
    text: text ?? '',
  };
}

/** Where they all stand, found at once and without a store; keys without the brand. */
export function expectedPlaces(drafts: readonly ItemDraft[]): Readonly<Record<string, string>> {
  const found = findDuplicates(drafts.map(inputOf));
  return Object.fromEntries(
    drafts.map(({ key, brand }) => {
      const { cluster, family, role } = found.get(key)!;
      return [bare(key, brand), `${role} ${bare(cluster, brand)} ${bare(family, brand)}`];
    }),
  );
}

function bare(key: string, brand: string): string {
  return key.slice(brand.length + 1);
}

/** Where they stand in a store. */
export async function storedPlaces(store: Store, brand: string): Promise<Readonly<Record<string, string>>> {
  const places: Record<string, string> = {};
  for await (const batch of store.stream({ brand, copies: 'all', own: true }, 100)) {
    for (const { key, duplicate } of batch)
      places[bare(key, brand)] = `${duplicate.role} ${bare(duplicate.cluster, brand)} ${bare(duplicate.family, brand)}`;
  }
  return places;
}

/** The real comparison, in this thread. */
export function relating(store: Store): RelateDeps {
  const compute = {
    bands: async (inputs: Parameters<Compute['bands']>[0]) => bandsOfEach(inputs),
    alike: async (asked: Parameters<Compute['alike']>[0]) => alikeAmong(asked),
  } as Compute;
  return { store, compute, log: quietLog };
}
