/** Bought praise: alike phrases, put together in ever the same way. `{а}` and slots as in `ThemePhrases`. */
export const paidParts = {
  starts: [
    'Заварёна это лучший магазин техники для кухни!',
    'Заварёна это самый лучший магазин чайников!',
    'Самый лучший магазин техники для кухни это Заварёна!',
  ],
  middles: [
    'Высокое качество, низкие цены и быстрая доставка.',
    'Высокое качество, приятные цены, быстрая доставка.',
    'Низкие цены, высокое качество и самая быстрая доставка.',
    'Качество на высоте, цены низкие, доставка быстрая.',
  ],
  ends: [
    'Всем рекомендую данный магазин!',
    'Рекомендую всем данный магазин!',
    'Однозначно рекомендую данный магазин всем!',
    'Данный магазин рекомендую всем друзьям и знакомым!',
  ],
  titles: ['Лучший магазин!', 'Самый лучший магазин', 'Рекомендую данный магазин'],
} as const;

/** One week in which the carrier broke everything. */
export const incidentParts = {
  ru: {
    starts: [
      'Заказ из Заварёны приехал разбитым.',
      'Снова битая посылка от Заварёны, уже вторая за неделю.',
      'Открыл{а} коробку, а там осколки.',
      'Чайник из Заварёны доехал с трещиной через весь корпус.',
      'Привезли груду черепков вместо подарка.',
      'Хотел{а} сделать маме сюрприз, получил{а} битое стекло.',
      'Посылка звенела ещё в руках у курьера.',
    ],
    middles: [
      'Новая служба доставки кидает коробки, это слышно даже через дверь.',
      'С тех пор как сменили перевозчика, возят как дрова.',
      'В пункте выдачи таких коробок при мне стояло ещё четыре.',
      'Курьер сказал, что у них сегодня каждый третий такой.',
      'Опоздали на пять дней, да ещё и разбили.',
      'Статус "доставлено" стоял ещё вчера, а привезли битое сегодня.',
      'Наклейка "хрупкое" есть, а толку от неё никакого.',
    ],
    ends: [
      'Верните прежнюю доставку!',
      'Замену обещают через две недели, а день рождения завтра.',
      'Деньги пока не вернули.',
      'Сил нет на это смотреть.',
      '{Отказался|Отказалась} и уехал{а} ни с чем.',
      'Позор.',
    ],
    titles: ['Привезли битое', 'Доставка угробила заказ', 'Осколки в коробке', 'Разбили и опоздали'],
  },
  en: {
    starts: [
      'Mine arrived smashed to pieces.',
      'Opened the box and found nothing but shards.',
      'Second broken parcel from Zavaryona this week.',
    ],
    middles: [
      'Ever since they changed the carrier everything gets thrown around.',
      'The fragile sticker was on the box, for all the good it did.',
      'Five days late and broken on top of that.',
    ],
    ends: ['Bring back the old courier!', 'Still waiting for the refund.', 'Shameful.'],
    titles: ['Arrived broken', 'Smashed in transit', 'Late and broken'],
  },
  nl: {
    starts: [
      'Aangekomen in duizend stukjes.',
      'Doos open en alleen maar scherven.',
      'Al het tweede kapotte pakket van Zavarjona deze week.',
    ],
    middles: [
      'Sinds ze een andere vervoerder hebben wordt er met alles gegooid.',
      'Er zat een sticker breekbaar op, maar daar trok niemand zich iets van aan.',
      'Vijf dagen te laat en ook nog eens kapot.',
    ],
    ends: ['Graag de oude bezorgdienst terug!', 'Ik wacht nog steeds op mijn geld.', 'Schandalig.'],
    titles: ['Kapot aangekomen', 'Stuk door de bezorging', 'Te laat en kapot'],
  },
} as const;

/** What authors put before their text when they come back to it. */
export const editParts = {
  ru: {
    better: [
      'UPD: магазин сам написал, извинились и вернули деньги. Поднимаю оценку.',
      'Дополнение: после отзыва всё заменили за два дня, спасибо.',
      'Обновлено: позвонил директор, вопрос решили, новый работает отлично.',
    ],
    worse: [
      'UPD: через две недели сломалось, оценку снижаю.',
      'Дополнение: рано {радовался|радовалась}, начало течь, а в ремонт не берут.',
      'Обновлено: на гарантию махнули рукой, очень {разочарован|разочарована}.',
    ],
  },
  en: {
    better: ['Update: they replaced it and apologised, so two more stars.'],
    worse: ['Update after two weeks: it has broken down and nobody answers.'],
  },
  nl: {
    better: ['Update: alsnog netjes een nieuwe gekregen, dus meer sterren.'],
    worse: ['Update na twee weken: kapot, en niemand reageert.'],
  },
} as const;

/** Posts of a channel about shops that speak of somebody else. */
export const elsewhere = [
  'Купила в "Самоварике" два блюдца, пришли оба целые, симпатичные.',
  'Подписчица жалуется: в соседней кофейне подняли цену на капучино второй раз за месяц.',
  'Нашли на рынке медную джезву ручной работы, мастер из Тулы, берёт дорого.',
  'Опрос: чем вы отмываете накипь? Лимонной кислотой или уксусом?',
  'В "Самоварике" опять перепутали заказ, вместо пиалы прислали салфетницу.',
  'На этой неделе обзоров не будет, редакция уехала пить чай в горы.',
  'Читатель спрашивает, где починить старый самовар. Кто знает мастера, напишите.',
] as const;

/** Replies of the shop. */
export const replies = {
  thanks: [
    'Спасибо за тёплые слова! Ждём вас снова. Команда Заварёны.',
    'Очень рады, что вам понравилось! Приходите за свежей обжаркой.',
    'Благодарим за отзыв и высокую оценку!',
  ],
  sorry: [
    'Нам очень жаль. Напишите, пожалуйста, номер заказа в чат, и мы всё исправим.',
    'Приносим извинения за эту историю. Заменим товар или вернём деньги, как вам удобнее.',
    'Спасибо, что рассказали. Передали ваш отзыв руководителю магазина и свяжемся с вами сегодня.',
  ],
} as const;

/** Plain text that looks like an attack: every page must escape it, every reader must show it as it is. */
export const hostileTails = [
  '<script>alert("kettle")</script>',
  '"><img src=x onerror=alert(1)>',
  '\u202Eтсеркан\u202C שלום عليكم',
  '👩🏽‍🔧👨‍👩‍👧‍👦 🇳🇱🏴‍☠️ ï̷̢̛͖c̶̨͌e̸̘͝',
  "</div></body>{{7*7}} <%= 7*7 %> %s %00 '); DROP TABLE items;--",
  '&lt;b&gt;не жирный&lt;/b&gt; &amp;amp; &#x41;',
] as const;

/** Contacts of nobody: the placeholders of every form, and a domain that is kept for examples. */
export const contactTails = [
  { text: 'Позвоните мне: +7 999 999-99-99.', contact: '+7 999 999-99-99' },
  { text: 'Мой телефон 8 (999) 123-45-67, жду.', contact: '8 (999) 123-45-67' },
  { text: 'Пишите на anna.k@example.org, если есть запчасти.', contact: 'anna.k@example.org' },
  { text: 'Номер для связи 89999999999, звоните до шести.', contact: '89999999999' },
] as const;
