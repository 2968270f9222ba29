import type { ReadLanguage } from '../../domain/item.ts';

/**
 * How people tell in their own words that they were given something for a review. Chosen by hand from what laws, sites and
 * advertising rules ask authors to say (EU and FTC disclosure, Russian marking of advertisements) and from everyday speech.
 * `word` is the whole word, `word*` its beginning. Russian is written with `е` for `ё`.
 */
export const CLASSES: Readonly<Record<ReadLanguage, Readonly<Record<string, string>>>> = {
  ru: {
    review:
      'отзыв отзыва отзыву отзывом отзыве отзывы отзывчик* обзор обзора обзором обзору оценку оценки комментарий комментария рецензи* фидбек* фидбэк* мнение видеообзор* фотоотзыв*',
    stars: 'звезд* пятерк* балла',
    in: 'в во',
    reward:
      'бонус* балл* кэшбэк* кешбэк* кэшбек* кешбек* кэш кешбак* скидк* скидоч* подар* промокод* купон* сертификат* деньг* деньж* денег рубл* руб вознагражд* награ* приз* мерч* плюшк* бартер* баллов компенсац* компенсир* сувенир*',
    back: 'верн* возвра* компенсир* перевел* перечисл* начисл* зачисл* скинул* заплатил* платят платил* возмест* возмещ*',
    for: 'за взамен после',
    exchange: 'обмен',
    instead: 'взамен',
    free: 'бесплатн* даром безвозмездн* задаром подарок халяв*',
    give: 'получ* прислал* выслал* отправил* предоставил* предоставлен* дал дали дала выдал* выдан* подарил* достал* передал* пришел пришла пришло взял* попал* отдал*',
    test: 'тест тесте тестирован* тест-драйв апробац* испытан* тесты обзор обзоры ознакомлен*',
    maker: 'бренд* магазин* продав* компани* производител* марк* фирм* селлер* менеджер* изготовител* организатор*',
    on: 'на для под',
    ask: 'попрос* просил* прос* предлож* обеща* обещ* договор*',
    programme: 'программ* клуб* участ* тестов* проект* акци* команд*',
    tester: 'тестиров* тестер* тестировщ* дегустац* амбассадор* испытател*',
    stated: 'самовыкуп* erid ерид амбассадор* #реклама #бартер #подарок #сотрудничество самовыкупу',
    giveaway: 'раздач* выкуп выкупа выкупу выкупом розыгрыш*',
    written: 'напис* остав* постав* публик* опублик* размест* выложи* отблагодар*',
    cooperation: 'сотрудничеств* коллаборац* рекламн* бартер*',
    frame: 'рамках правах условиях условии условия',
    perk: 'бонус* балл* баллы кэшбэк* кешбэк* кэшбек* кешбек* скидк* скидоч* подар* промокод* купон* сертификат* приз* вознагражд* плюшк*',
    lines: 'текст тексты пост посты строки публикацию рассказ',
    reason: 'потому чтобы ради ведь',
    afterwards: 'после',
    tell: 'рассказ* делюс* подел* честн* впечатлени*',
    as: 'как в выбрали выбрана выбран стала стал качестве',
    person: 'тестер* тестировщик* амбассадор* блогер* обзорщик*',
    earn: 'принос* принес*',
    offer: 'дарит дарят дает дают раздает раздают предлагает предлагают',
    mine: 'мне нам меня я мы',
  },
  en: {
    review: 'review feedback comment rating opinion testimonial* writeup',
    stars: 'star stars',
    in: 'in',
    reward:
      'gift* coupon* voucher* discount* cashback refund* rebate* points reward* bonus* credit* money freebie* compensat* reimburs* giveaway perk* goodie* paid pay* cash incentive* sample* present',
    back: 'refund* reimburs* paid pay* credit* compensat* sent send* gave give* got get gets',
    for: 'for after once when if upon',
    exchange: 'exchange return trade',
    free: 'free complimentary gratis gifted comped freebie sample samples',
    give: 'received receive sent send given gave provided provide got get supplied offered sponsored gifted mailed handed picked selected',
    test: 'test testing tester testers trial trials try evaluation evaluate sampling review reviewing honest unbiased',
    maker:
      'brand brands company seller sellers maker makers manufacturer manufacturers store vendor team shop owner marketing pr',
    on: 'to for as in',
    ask: 'asked ask offered promised requested invited agreed',
    programme: 'program programme club panel vine community campaign promotion group',
    tester:
      'tester testers vine ambassador ambassadors influencer influencers reviewer reviewers testing insider insiders promotion promotional',
    stated:
      '#ad #ads #gifted #sponsored #sponsor #partner #freeproduct #brandambassador #pr #vine influenster bzzagent',
    giveaway: 'giveaway*',
    written: 'write writing wrote leave leaving left post posting posted give giving submit submitting',
    cooperation: 'partnership collaboration collab sponsorship sponsored',
    frame: 'part member',
    perk: 'gift* coupon* voucher* discount* cashback rebate* points reward* bonus* credit* perk* goodie* incentive* freebie* present',
    lines: 'lines text words post comment write-up blurb',
    reason: 'because since to',
    afterwards: 'after once when upon',
    tell: 'tell share honest thoughts opinion opinions impressions',
    as: 'as chosen selected picked became am',
    person: 'tester testers influencer influencers ambassador ambassadors blogger',
    earn: 'earn earns earned earning',
    offer: 'offers offer gives give hands rewards',
    mine: 'me us i we my',
  },
  nl: {
    review: 'review recensie beoordeling feedback mening waardering referentie',
    stars: 'sterren ster',
    in: 'in',
    reward:
      'korting* cadeau* kado* cadeaubon* bon bonnetje tegoed waardebon* voucher* punten spaarpunten bonus* cashback geld vergoeding* beloning* beloond* presentje* extraatje* euro couponcode kortingscode winactie',
    back: 'terugbetaald teruggestort terugkreeg teruggekregen betaald betaalden betaalt gestort vergoed uitbetaald retour terug',
    for: 'voor na zodra als bij',
    exchange: 'ruil',
    free: 'gratis kosteloos kado cadeau gesponsord gegeven',
    give: 'stuurde stuurden stuurt ontvangen gekregen kreeg kregen ontving ontvingen gestuurd toegestuurd opgestuurd gegeven toegezonden krijgen ontvang mogen mocht verstrekt aangeboden',
    test: 'test testen getest proberen uitproberen uitgeprobeerd tester testers probeerpakket testproduct proefpakket uittesten beoordelen',
    maker: 'merk fabrikant verkoper winkel bedrijf producent webshop leverancier',
    on: 'om voor als ter',
    ask: 'gevraagd vroegen vroeg beloofd beloofde aangeboden bood',
    programme: 'programma panel club community actie campagne groep',
    tester:
      'tester testers testpanel testteam ambassadeur ambassadeurs influencer testlid reviewpanel productester producttester',
    stated: '#spon #ad #adv #gesponsord #samenwerking #advertentie #gekregen #pr testpanel reviewpanel',
    giveaway: 'winactie*',
    written:
      'schrijven schreef schrijf geschreven achterlaten achterliet plaatsen plaatste geplaatst geven achtergelaten achterlaat plaats',
    cooperation: 'samenwerking partnerschap gesponsord gesponsorde',
    frame: 'kader onderdeel lid',
    perk: 'korting* cadeau* kado* bon tegoed waardebon* voucher* punten spaarpunten bonus* beloning* presentje* extraatje* couponcode kortingscode cashback',
    lines: 'tekst stukje bericht verhaal woorden',
    reason: 'omdat want om',
    afterwards: 'na zodra nadat',
    tell: 'vertellen delen eerlijk eerlijke mening ervaringen',
    as: 'als gekozen uitgekozen geselecteerd',
    person: 'tester testers influencer influencers ambassadeur ambassadeurs producttester blogger',
    earn: 'verdien verdiende levert oplevert',
    offer: 'geeft geven biedt bieden',
    mine: 'mij me ons ik wij we',
  },
};

/**
 * Runs of classes within one sentence: `a ~4 b` is b after a with at most four words between, `+x` asks for x anywhere in the
 * sentence. Whichever fits first is told.
 */
export const RULES: readonly string[] = [
  'stated',
  'in ~0 exchange ~6 review',
  'in ~0 exchange ~3 stars',
  'in ~0 exchange ~3 reward +review',
  'instead ~4 review',
  'reward ~3 for ~3 review',
  'perk ~3 for ~5 review',
  'reward ~2 for ~2 stars',
  'back ~3 for ~2 review',
  'for ~3 review ~5 reward',
  'for ~1 stars ~4 reward',
  'for ~3 review ~4 back +mine',
  'written ~4 review ~3 give ~3 reward',
  'written ~4 review ~5 reward +for',
  'give ~5 on ~2 test +free',
  'give ~5 on ~2 test +maker',
  'give ~4 free ~6 test',
  'give ~4 free ~6 review',
  'free ~3 give ~6 test',
  'free ~3 give ~6 review',
  'free ~5 maker ~3 give',
  'maker ~3 give ~5 free',
  'give ~4 free ~4 maker',
  'free ~3 on ~3 review',
  'ask ~4 written ~4 review +reward',
  'reward ~4 ask ~4 review',
  'ask ~4 reward ~5 review',
  'ask ~4 reward ~5 stars',
  'programme ~3 tester',
  'tester ~2 programme',
  'review ~6 frame ~3 programme',
  'frame ~3 cooperation',
  'cooperation ~1 review',
  'cooperation ~3 maker',
  'review ~3 for ~2 perk',
  'lines ~1 for ~2 perk',
  'review ~4 give ~4 perk',
  'stars ~3 give ~3 reward',
  'lines ~2 give ~3 perk',
  'written ~3 review ~3 reason ~4 reward',
  'perk ~3 for ~3 lines',
  'back ~2 for ~2 lines',
  'back ~7 afterwards ~4 review',
  'afterwards ~5 review ~4 back',
  'maker ~4 give +tell +mine',
  'give ~4 maker +tell +mine',
  'as ~2 person',
  'review ~3 earn ~5 reward',
  'offer ~4 perk ~7 review',
  'ask ~4 perk ~7 review',
  'giveaway ~5 free',
  'free ~5 giveaway',
  'give ~4 giveaway',
  'giveaway ~4 for ~3 review',
];

/** Russian alone: cases make these phrases certain without the word "free". */
export const RUSSIAN_RULES: readonly string[] = ['give ~4 on ~1 test', 'on ~1 test ~3 give', 'frame ~2 cooperation'];

/** Words that turn the sense round where they stand before the phrase or in it. */
export const DENIALS =
  'не ни никто никакой никаких никакого нет без вовсе never no not nobody none without nothing hardly didnt wasnt werent havent hasnt dont doesnt isnt niet geen niemand zonder nooit read reading seeing checking прочита* почита* чита* начитал* изуч* gelezen lezen las based';

/** A review that was to be taken away or changed is another story: pressure, not a reward. */
export const PRESSURE =
  'удал* убра* убер* измени* исправ* поменя* remove* removing delete* deleting change* changing edit* alter* take verwijder* weghalen aanpas* wijzig*';

/** After `free`: what shops give to everybody. Before it: words that it belongs to. */
export const FREE_TRAPS =
  'with shipping delivery returns return replacement parking wifi breakfast refill* time size of from space upgrade доставк* возврат* замен* парковк* обмен* примерк* wi-fi bezorg* verzend* retour* parkeren verzonden thuisbezorgd';
export const FREE_BEFORE = 'feel feels hands sugar worry care wrinkle stress fat gluten hassle pain bpa';
