import type { ReadLanguage } from '../../src/domain/item.ts';

/** Phrases of a made market, one list for each purpose; `{b}` stands for the brand. */
export interface MarketWords {
  readonly brands: readonly string[];
  /** Honest words about money, gifts and reviews. */
  readonly traps: readonly string[];
  /** What is said of a reward for the review. */
  readonly rewards: readonly string[];
  /** Beginnings, middles and ends of praise to order. */
  readonly praise: readonly (readonly string[])[];
  readonly blame: readonly (readonly string[])[];
  /** One event each, in the words of several buyers. */
  readonly events: readonly (readonly string[])[];
  readonly short: readonly string[];
}

/** Written for this check alone: nothing of it taught the detector. */
export const MARKET_WORDS: Readonly<Record<ReadLanguage, MarketWords>> = {
  ru: {
    brands: ['Полянка', 'Северина', 'Экодом', 'Лимонад', 'Тёплый Кот', 'Ореховый Путь', 'Звон', 'Маяк Техно'],
    traps: [
      'Кэшбэк пять процентов упал на карту сразу, мелочь, но приятно.',
      'Пишу по своей воле, меня никто не уговаривал и не благодарил рублём.',
      'Использовала скидку по дню рождения, вышло терпимо.',
      'Коробка подарочная, бант в комплекте.',
      'Пробовала месяц, прежде чем сесть за клавиатуру.',
      'Возврат оформили без вопросов, деньги пришли через сутки.',
      'За доставку ничего не взяли.',
      'Бонусная карта у них бестолковая, баллы сгорают.',
      'Друг получил на юбилей такой же, вот и решился.',
      'Перечитал тонну чужих мнений, мнения разные, решал сам.',
      'Купон с кассы не применился, кассир развела руками.',
      'Я тут не работаю и родни у меня там нет.',
    ],
    rewards: [
      'Честно: вещь дали даром, попросили в ответ мнение на сайте.',
      'За публикацию этого отзыва магазин перечислит мне триста рублей.',
      'Меня выбрали тестировщиком, образец оставили насовсем.',
      'Отзыв пишу за промокод, его обещали каждому.',
      'Товар достался бесплатно в обмен на обзор.',
      'Продавец вернул половину стоимости после пяти звёзд.',
      'Набор прислал бренд на обзор, спасибо за доверие.',
      'По условиям акции за отзыв начисляют баллы.',
    ],
    praise: [
      [
        'Долго искали и нашли {b}!',
        'Обратилась в {b} по совету соседки.',
        '{b} — любовь с первой покупки.',
        'Такого сервиса, как у {b}, не встречала.',
      ],
      [
        'Всё сделали на совесть, ни одного замечания.',
        'Консультант терпеливо ответила на каждый вопрос.',
        'Качество такое, что хочется показать всем.',
        'Упаковали как хрусталь, доставили минута в минуту.',
      ],
      [
        'Теперь только сюда!',
        'Десять баллов из десяти.',
        'Желаю процветания и благодарных клиентов!',
        'Не сомневайтесь ни секунды.',
      ],
    ],
    blame: [
      ['Держитесь подальше от {b}.', '{b} — сплошное разочарование.', 'Худшее, что со мной было, это {b}.'],
      ['Обманули, нахамили и бросили трубку.', 'Товар развалился в руках.', 'Деньги взяли, а дальше тишина.'],
      [
        'У соседей по рынку всё в сто раз лучше.',
        'Ни копейки больше не дам.',
        'Передайте знакомым, чтобы не связывались.',
      ],
    ],
    events: [
      [
        'молния разошлась в первый же день',
        'у всей партии кривая молния',
        'замок сломался, как у других тут',
        'молнию заело сразу',
      ],
      [
        'заказ завис на складе две недели',
        'склад потерял мою посылку',
        'после переезда склада ничего не едет',
        'жду третью неделю, склад молчит',
      ],
    ],
    short: ['Норм', 'Хорошо', 'Класс', 'Всем довольна', 'Пойдёт', 'Супер', 'Мне понравилось', 'Отлично'],
  },
  en: {
    brands: [
      'Hollowbrook',
      'Kestrel & Sons',
      'Marlow Tea',
      'Pinefold',
      'Copperline',
      'Wrenhouse',
      'Auburn Gate',
      'Stillwater',
    ],
    traps: [
      'My bank gave me two percent cashback on top, fine by me.',
      'No one put me up to this, I simply felt like typing.',
      'Had a birthday discount lying in my inbox, so it was cheaper.',
      'Comes gift boxed with a ribbon.',
      'Lived with it for a month before judging.',
      'Sent one back and the refund was there next morning.',
      'They did not charge for postage.',
      'The loyalty scheme is useless, points expire in weeks.',
      'My brother was given the same one at his wedding.',
      'Went through dozens of ratings and still had to decide for myself.',
      'The voucher was rejected at checkout.',
      'I do not know anybody who works there.',
    ],
    rewards: [
      'To be upfront, they let me have it for nothing and wanted my opinion online in return.',
      'The store credits me fifteen dollars once this review is up.',
      'I was picked as a tester and may keep the sample.',
      'Writing this review for the promo code that everybody is promised.',
      'Free item in exchange for a write-up and a rating, as agreed with the seller.',
      'Half the price came back to me after I left five stars.',
      'The brand kindly gifted me this set to review.',
      'Points are given for each review, so here is mine.',
    ],
    praise: [
      [
        'We looked everywhere and then found {b}!',
        'A neighbour told me about {b}.',
        '{b} had me at the first order.',
        'Nobody looks after you like {b}.',
      ],
      [
        'Everything was done with care, not one complaint.',
        'The lady on the phone answered each question patiently.',
        'So well made that I show it to everyone.',
        'Wrapped like crystal and delivered to the minute.',
      ],
      ['From now on only here!', 'Ten out of ten.', 'Wishing you many grateful customers!', 'Do not think twice.'],
    ],
    blame: [
      ['Run from {b}.', '{b} is one long letdown.', 'The worst thing that happened to me this year was {b}.'],
      ['They lied, were rude and hung up.', 'It fell to pieces in my hands.', 'Took the money and went silent.'],
      [
        'The shop across the road is a hundred times better.',
        'Not a penny more from me.',
        'Tell your friends to keep clear.',
      ],
    ],
    events: [
      [
        'the zip split on day one',
        'crooked zip on the entire batch',
        'zip broke, same as others say here',
        'zip stuck at once',
      ],
      [
        'order stuck in the depot for a fortnight',
        'the depot lost my box',
        'nothing moves since they moved depots',
        'third week waiting, depot says nothing',
      ],
    ],
    short: ['Fine', 'Good', 'Lovely', 'All good here', 'It will do', 'Super', 'I liked it', 'Great'],
  },
  nl: {
    brands: [
      'Duinrand',
      'Klavertje Vier',
      'Noordkaap',
      'De Houtzaag',
      'Zilvermeeuw',
      'Appelhof',
      'Tuinvogel',
      'Grachtlicht',
    ],
    traps: [
      'Van mijn bank kreeg ik twee procent cashback, aardig.',
      'Niemand vroeg mij hierom, ik had gewoon zin om te typen.',
      'Met mijn verjaardagskorting viel de prijs mee.',
      'Komt in een cadeaudoos met strik.',
      'Een maand mee geleefd voordat ik oordeel.',
      'Eentje teruggestuurd en het geld stond er de volgende ochtend.',
      'Ze rekenden niets voor de bezorging.',
      'Het spaarsysteem is niks, de punten vervallen.',
      'Mijn broer kreeg dezelfde op zijn bruiloft.',
      'Tientallen meningen doorgenomen en toch zelf moeten kiezen.',
      'De waardebon werd bij de kassa geweigerd.',
      'Ik ken daar niemand.',
    ],
    rewards: [
      'Eerlijk gezegd mocht ik het voor niets hebben en wilden ze in ruil mijn review.',
      'De winkel stort vijftien euro zodra deze review online staat.',
      'Ik ben uitgekozen als tester en mag het houden.',
      'Deze review schrijf ik voor de kortingscode die iedereen krijgt.',
      'Gratis artikel in ruil voor een beoordeling.',
      'De helft van de prijs kreeg ik terug na vijf sterren.',
      'Het merk gaf mij deze set cadeau om te reviewen.',
      'Voor elke review krijg je punten, dus hier is de mijne.',
    ],
    praise: [
      [
        'Overal gezocht en toen {b} gevonden!',
        'De buurvrouw tipte mij over {b}.',
        '{b} had mij bij de eerste bestelling.',
        'Niemand zorgt zo goed voor je als {b}.',
      ],
      [
        'Alles met zorg gedaan, geen enkele klacht.',
        'De dame aan de telefoon gaf rustig antwoord op elke vraag.',
        'Zo goed gemaakt dat ik het iedereen laat zien.',
        'Ingepakt als kristal en op de minuut bezorgd.',
      ],
      [
        'Voortaan alleen nog hier!',
        'Tien van de tien.',
        'Nog vele dankbare klanten toegewenst!',
        'Niet over nadenken, doen.',
      ],
    ],
    blame: [
      ['Ren weg van {b}.', '{b} is een grote afknapper.', 'Het ergste van dit jaar was {b}.'],
      ['Ze logen, waren grof en hingen op.', 'Het viel in mijn handen uit elkaar.', 'Geld gepakt en daarna stilte.'],
      [
        'De zaak aan de overkant is honderd keer beter.',
        'Geen cent meer van mij.',
        'Zeg je vrienden dat ze wegblijven.',
      ],
    ],
    events: [
      [
        'de rits ging de eerste dag stuk',
        'scheve rits bij de hele partij',
        'rits kapot, net als bij anderen hier',
        'rits zat meteen vast',
      ],
      [
        'bestelling ligt twee weken in het depot',
        'het depot is mijn doos kwijt',
        'niets beweegt sinds het depot verhuisde',
        'derde week wachten, depot zwijgt',
      ],
    ],
    short: ['Prima hoor', 'Goed', 'Mooi', 'Alles goed', 'Kan ermee door', 'Super', 'Ik vond het leuk', 'Geweldig'],
  },
};
