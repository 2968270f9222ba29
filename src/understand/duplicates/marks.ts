import { isCommon } from './common-words.ts';
import { foldShapes } from './fold.ts';

/** Kinds of words, as bits. */
export const RARE = 1;
export const DENIES = 2;
export const NAMES = 4;

const DENYING = `не нет ни никогда нельзя без not no never none nor cannot cant dont doesnt didnt isnt wasnt arent werent wont wouldnt couldnt
  shouldnt hasnt havent hardly barely without niet geen nooit noch zonder nauwelijks`;
/** "недовольна", "unhappy", "ontevreden". */
const PREFIXES = ['не', 'un', 'dis', 'on'];

/** Kinds of goods and services: where they differ between two texts, the texts speak of two products. General words, no brands. */
const GOODS = `чайник утюг пылесос телефон смартфон ноутбук наушники телевизор холодильник плита кофеварка кофемашина блендер миксер фен
  куртка пуховик пальто платье юбка брюки джинсы рубашка футболка свитер кофта ботинки сапоги кроссовки туфли сандалии шапка сумка рюкзак
  чемодан шампунь крем помада духи мыло порошок игрушка коляска кроватка диван матрас подушка одеяло стол стул шкаф кресло шторы ковер лампа
  кастрюля сковорода нож посуда фильтр фильтры чехол кабель зарядка колонка часы велосипед самокат шины кредит вклад карта ипотека
  тариф отель номер ресторан кафе суп пицца бургер роллы салат торт кофе чай книга фильм курс
  kettle iron vacuum phone smartphone laptop headphones earbuds television fridge oven blender mixer dryer jacket coat dress skirt pants
  trousers jeans shirt blouse tshirt sweater cardigan hoodie boots shoes sneakers sandals hat bag backpack suitcase shampoo cream lipstick
  perfume soap toy stroller sofa mattress pillow blanket desk table chair wardrobe armchair curtains rug lamp pan pot knife filter case cable
  charger speaker watch bike scooter tyres tires loan card mortgage hotel room restaurant cafe soup pizza burger sushi salad cake coffee tea
  book movie course tent camera printer monitor keyboard jumpsuit romper swimsuit leggings tee vest scarf
  waterkoker strijkijzer stofzuiger telefoon laptop koptelefoon oordopjes televisie koelkast oven blender mixer fohn jas mantel jurk rok broek
  jeans overhemd blouse shirt trui vest laarzen schoenen sneakers sandalen muts tas rugzak koffer shampoo creme lippenstift parfum zeep
  speelgoed kinderwagen bank matras kussen deken tafel stoel kast fauteuil gordijnen kleed lamp pan mes filter hoesje kabel lader speaker
  horloge fiets step banden lening creditcard hypotheek hotel kamer restaurant soep pizza burger salade taart koffie thee boek film cursus`;

let lists: {
  readonly denying: ReadonlySet<string>;
  readonly goods: ReadonlySet<string>;
  readonly prefixes: readonly string[];
} | null = null;

function listsOf() {
  const words = (text: string): ReadonlySet<string> => new Set(foldShapes(text).split(' '));
  lists ??= { denying: words(DENYING), goods: words(GOODS), prefixes: PREFIXES.map(foldShapes) };
  return lists;
}

/** What kind of word a folded word is. */
export function marksOf(folded: string): number {
  const { denying, goods } = lists ?? listsOf();
  return (isCommon(folded) ? 0 : RARE) | (denying.has(folded) ? DENIES : 0) | (goods.has(folded) ? NAMES : 0);
}

/** What a folded word denies by its prefix ("недовольна": "довольна"), null for most words. */
export function deniedBy(folded: string): string | null {
  const { prefixes } = lists ?? listsOf();
  const found = folded.length > 5 ? prefixes.find((prefix) => folded.startsWith(prefix)) : undefined;
  return found === undefined ? null : folded.slice(found.length);
}

/** A word written with a capital that does not begin a sentence. */
const NAME = /[\p{Ll}\p{N},] ["«“„]?(\p{Lu}[\p{L}'’-]{2,30})/gu;

/** Folded words that a text writes as names: "по совету Кедровый Двор". Empty for a text in capitals. */
export function namesIn(text: string): ReadonlySet<string> {
  const found = new Set<string>();
  for (const [, name] of text.matchAll(NAME)) found.add(foldShapes(name!));
  return found;
}
