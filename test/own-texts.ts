import { createRandom } from '../src/demo/random.ts';

const WORDS =
  'доставка курьер упаковка коробка чайник магазин заказ товар цена скидка качество вкус запах ткань размер цвет экран батарея звук кнопка крышка ручка шнур дверь полка окно зал стол меню суп хлеб кофе чай салат мясо рыба торт официант повар кассир продавец мастер врач водитель менеджер оператор телефон приложение сайт оплата карта возврат гарантия договор звонок письмо очередь парковка дорога район этаж лифт ремонт пол стена свет шум тишина тепло вода быстро медленно дорого дёшево вежливо грубо чисто грязно удобно странно тихо громко вовремя поздно снова никогда всегда сразу пришёл сломался понравился привезли вернули обменяли позвонили ответили забыли перепутали открыли закрыли включили купил заказал выбрал получил ждал просил советую жалею новый старый мягкий твёрдый лёгкий тяжёлый свежий холодный горячий красивый прочный хрупкий честный большой маленький синий белый чёрный зелёный вчера сегодня утром вечером летом зимой неделю месяц'.split(
    ' ',
  );

const SYLLABLES =
  'ба ва га да жа за ка ла ма на па ра са та ха ча ша бо во го до зо ко ло мо но по ро со то бе ве де ле ме не пе ре се те би ви ди ли ми ни пи ри си ти'.split(
    ' ',
  );

/**
 * A made-up review of some 300 characters, another one for each number and no copy of any: few of its words are everybody's, and most
 * its own. Texts put together from the same few sentences, or from the same hundred words alone, would be families of copies, which is
 * another test.
 */
export function ownText(number: number): string {
  const random = createRandom(number + 1);
  const made = (): string => `${random.pick(SYLLABLES)}${random.pick(SYLLABLES)}${random.pick(SYLLABLES)}`;
  let text = '';
  while (text.length < 300) text += `${random.int(1, 8) === 1 ? random.pick(WORDS) : made()} `;
  return `${text}${number}.`;
}
