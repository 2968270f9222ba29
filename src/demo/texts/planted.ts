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
      'От френч-пресса осталась одна ручка, остальное в крошку.',
      'Кофемолка приехала с оторванной чашей.',
      'Сервиз ко дню учителя разбит вдребезги.',
      'Термос из посылки сплющен, будто по нему проехали.',
      'Вместо пиалы с журавлями получил{а} горсть черепков.',
      'Вынул{а} из пакета мокрую коробку, внутри разбитая колба.',
      'Турку погнули, крышку потеряли, пакет порвали.',
      'Заварочник разбили вдребезги, носик нашёлся отдельно.',
      'Стеклянный кувшин разбит в песок.',
      'Второй заказ подряд убит в дороге.',
      'Битая посуда, порванный пакет и ни слова извинений.',
      'Чашки побились все шесть, блюдца через одно.',
      'Три недели ждал{а} подарок тёще, а там одно стекло вдребезги.',
      'Коробку вручили уже вскрытую, внутри хруст.',
      'Заказ из Заварёны приехал разбитым.',
      'Снова битая посылка от Заварёны, уже вторая за неделю.',
      'Открыл{а} коробку, а там осколки.',
      'Чайник из Заварёны доехал с трещиной через весь корпус.',
      'Привезли груду черепков вместо подарка.',
      'Хотел{а} сделать маме сюрприз, получил{а} битое стекло.',
      'Посылка звенела ещё в руках у курьера.',
    ],
    middles: [
      'Курьер бросил посылку прямо на асфальт, соседи сняли эту доставку на видео.',
      'Эта курьерская служба ломает посылки одну за другой, соседи тоже жалуются на доставку.',
      'Сортировка в Подольске, похоже, играет посылками в футбол.',
      'Доставка теперь кошмарная, новые курьеры просто варвары.',
      'Ужасная доставка: семь дней вместо двух, и всё равно расколотили.',
      'Оператор доставки говорит, что упаковка не их забота.',
      'Курьер отказался составлять акт и уехал, вот такая доставка.',
      'Посылку при доставке явно роняли углом, дыра с кулак.',
      'Доставка как в цирке: сверху на посылку, видно, ставили гирю.',
      'Курьер не дал вскрыть посылку при доставке и торопил с подписью.',
      'Доставку переносили трижды, телефон курьера молчит.',
      'Курьеры ржали, когда в посылке зазвенело, такая теперь доставка.',
      'Из-за такой доставки посылка промокла и лопнула.',
      'Новая служба доставки кидает коробки, это слышно даже через дверь.',
      'Доставка просто ужас, сменили перевозчика, возят как дрова.',
      'Доставка отвратительная: в пункте выдачи таких битых посылок стояло ещё четыре.',
      'Курьер привёз посылку и сказал, что у них сегодня каждая третья доставка такая.',
      'Доставка опоздала на пять дней, да ещё и разбили.',
      'Статус "доставлено" стоял ещё вчера, а привезли битое сегодня.',
      'Наклейка "хрупкое" есть, но доставке плевать, швыряют.',
    ],
    ends: [
      'Смените наконец перевозчика.',
      'Доставка испортила праздник.',
      'Претензию отправил{а}, жду.',
      'Больше с доставкой не заказываю.',
      'Осколки выгребал{а} полвечера.',
      'Очень обидно и противно.',
      'Кто ответит за такую доставку?',
      'Ребёнок порезался, ужас.',
      'Доставка безобразная.',
      'Компенсируйте хотя бы дорогу.',
      'Требую вернуть всё до копейки.',
      'Хоть пешком за чайником иди.',
      'Верните прежнюю доставку!',
      'Замену обещают через две недели, а день рождения завтра.',
      'Деньги пока не вернули.',
      'Ужасная доставка.',
      '{Отказался|Отказалась} и уехал{а} ни с чем.',
      'Позор.',
    ],
    titles: ['Привезли битое', 'Доставка угробила заказ', 'Осколки в коробке', 'Разбили и опоздали'],
  },
  en: {
    starts: [
      'The spout came in one bag and the body in five pieces.',
      'A dented wreck is what the courier handed over.',
      'My gift was a heap of broken glass by the time it got here.',
      'Rattling box, cracked lid, soaked paper.',
      'The base was snapped clean off on delivery.',
      'Glass everywhere as soon as I cut the tape.',
      'Mine arrived smashed to pieces.',
      'Opened the box and found nothing but shards.',
      'Second broken parcel from Zavaryona this week.',
    ],
    middles: [
      'The new couriers lob parcels over the gate, my neighbour filmed it.',
      'The parcel sat in a depot for nine days and was delivered flat.',
      'Terrible delivery, the courier said that every third parcel was broken today.',
      'Nobody at the carrier picks up the phone.',
      'Delivery was due on Monday and it turned up ruined on Saturday.',
      'The courier left a boot print on the parcel.',
      'Ever since they changed the carrier everything gets thrown around.',
      'The fragile sticker was on the parcel, the courier threw it anyway.',
      'The delivery was five days late and broken on top of that.',
    ],
    ends: [
      'Change the carrier, please.',
      'The party was spoiled.',
      'So angry about this.',
      'I want every penny back, this is a disgrace.',
      'Never ordering by post again.',
      'What a sorry mess.',
      'Bring back the old courier!',
      'Still waiting for the refund.',
      'Shameful.',
    ],
    titles: ['Arrived broken', 'Smashed in transit', 'Late and broken'],
  },
  nl: {
    starts: [
      'De slinger zat in een zakje en de rest lag in gruzelementen.',
      'Een gedeukt wrak is wat de koerier me overhandigde.',
      'Mijn cadeau was een hoop glas toen het hier aankwam.',
      'Rammelende doos, gebarsten deksel, doorweekt papier.',
      'De voet was bij aankomst finaal afgebroken.',
      'Overal splinters zodra ik het plakband doorsneed.',
      'Aangekomen in duizend stukjes.',
      'Doos open en alleen maar scherven.',
      'Al het tweede kapotte pakket van Zavarjona deze week.',
    ],
    middles: [
      'De nieuwe koeriers smijten pakketten over het hek, de buurman filmde het.',
      'Het pakket lag negen dagen in een depot en werd plat bezorgd.',
      'Slechte bezorging, volgens de bezorger was vandaag elk derde pakket kapot.',
      'Bij de vervoerder neemt niemand de telefoon op.',
      'De bezorging was maandag beloofd, zaterdag kwam het pakket vernield aan.',
      'De bezorger liet een schoenafdruk op het pakket achter.',
      'Sinds ze een andere vervoerder hebben wordt er met alles gegooid.',
      'Er zat een sticker breekbaar op, maar daar trok niemand zich iets van aan.',
      'De bezorging was vijf dagen te laat en ook nog eens kapot.',
    ],
    ends: [
      'Neem een andere vervoerder, alsjeblieft.',
      'Het feest was verpest.',
      'Zo boos ben ik hierover.',
      'Ik wil elke cent terug.',
      'Nooit meer per post.',
      'Wat een treurige bende.',
      'Graag de oude bezorgdienst terug!',
      'Ik wacht nog steeds op mijn geld.',
      'Schandalig.',
    ],
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
