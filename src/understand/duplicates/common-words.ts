import { foldShapes } from './fold.ts';

/**
 * Words that so many reviews share that sharing them says little: the most frequent of some ten thousand short reviews written
 * for this project (function words, numbers, the everyday words of buying), with the usual words of praise and blame.
 */
const LISTS = [
  `и в на не с за что по все всё а но без как у я до через для из нет три два это к день тысяч после только минут от уже деньги раз же еще
  есть пять то двадцать ни так один мне можно год теперь при мы четыре месяц даже рублей спасибо чем было больше две неделю сорок ничего
  очень каждый меня потом лет когда под она хотя нас бы если он работает часа второй цены стоит года десять этом там быстро этого кто пока
  тысячи восемь просто сам о шесть магазин магазине магазину час этот дня где его почти потому ли месяца сразу цена цене тоже раньше дней
  со про телефон недели всем всё надо время раза или сто лучше третий семь них никто был ее тридцать здесь взяли вы весь заказ заказа
  заказывал заказывала заказали заказать другой другие советую пришел пришла пришло пришли чтобы зато новый тут сделали человек такой
  такая такие дома место была были нас мой моя мои моё свой свои себе себя им ей ему их ваш ваша вам наш наша нам который которая которые
  которое вот этой эта эти этот брал брала взял взяла купил купила купили покупал покупала покупкой покупка товар товара качество
  качества цена хороший хорошая хорошее хорошие хорошо отличный отличная отличное отличные отлично супер доволен довольна довольны
  понравился понравилась понравилось понравились рекомендую рекомендуем плохо плохой ужасно ужас нормально нормальный доставка доставили
  доставкой продавец продавцу продавца вообще конечно минус плюс размер подошел подошла подошли вполне много мало чуть буду будет может
  могу нужно`,
  `the a and it i is in for my to on of was you with they one two not have that at this are me has had there no about up from we three like
  by so an all what were out came when every after but minutes be as phone would day time dollars back than can good never get ten them if
  years old its it's everything four week took made first once nothing same year even been still only could price do last will without too
  bought buy does use used days which hours better your much dont don't didnt didn't wasnt isnt im i'm ive i've id who paid here new off
  left nobody best small enough went ordered order delivery quality store shop cant can't our how before again works work working got twice
  both since great just until did little go money full really very well also more most some any other am pay he she his her their he's see
  then yet something now worth definitely recommend recommended highly perfect perfectly love loved nice bad happy thanks thank service
  product item excellent amazing awesome size fit fits right big bit long short think way because though however while these those being
  into over where us want wanted look looks looking feel feels say such lot make makes super pretty`,
  `de een en het ik in van op met is er voor dat niet mijn die bij je maar te was aan nog zijn drie om als geen ze twee ook heb over dan euro
  we uit al na naar had heeft dit wat keer zo alleen uur hij meer zonder één nu of me tot jaar wel moet vier waar kan alles hebben ons dag
  daar elke zelf iets stond haar toen kwam ben wie door staat deze hier nooit zes weer minuten vijf binnen hoe tien eerste zat mij per onze
  goed goede waren hem niks nieuwe gewoon week terug dus eens mee dagen wordt weg weken onder wij kreeg veel kon werd tijd hele sinds zou
  omdat komt wil anders weet acht laat geld zelfs eigen later gaat want toch andere tussen niets maanden even doet moest heel zoals hadden
  lang kunnen laatste steeds achter thuis via echt doen jullie beter allemaal net besteld bestelling gekocht prijs kwaliteit product winkel
  levering geleverd snel snelle service mooi mooie fijn fijne prima top super erg zeer tevreden blij aanrader bedankt slecht slechte`,
].join(' ');

const common = new Set<string>();

/** Whether a folded word is one of the most frequent words of Russian, English or Dutch reviews. */
export function isCommon(folded: string): boolean {
  if (common.size === 0) for (const word of foldShapes(LISTS).split(' ')) common.add(word);
  return folded.length < 2 || common.has(folded);
}
