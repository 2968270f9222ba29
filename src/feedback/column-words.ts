/** What a column of a survey export can be. */
export const SURVEY_FIELDS = [
  'date',
  'id',
  'person',
  'author',
  'score',
  'comment',
  'pros',
  'cons',
  'touchpoint',
  'location',
  'language',
  'product',
] as const;
export type SurveyField = (typeof SURVEY_FIELDS)[number];

/**
 * Names that tools give to columns, as Google Forms, Yandex Forms, Microsoft Forms, SurveyMonkey, Typeform, Tally, Qualtrics,
 * LimeSurvey, Formbricks, Delighted, Wootric and hand-made tables print them; folded, the better one first.
 */
const NAMES = {
  date: `отметка времени|timestamp|tijdstempel|submitted at|submit date|submission date|date submitted|submitdate|submitted on|submitted|
    collected at|completed at|completion time|recorded date|recordeddate|end date|enddate|end time|response date|responded at|answered at|
    дата завершения|время завершения|время выполнения|дата окончания|дата ответа|время ответа|дата и время ответа|дата прохождения|
    дата и время|дата отправки|время отправки|дата заполнения|время заполнения|ingevuld op|verzonden op|voltooid op|einddatum|
    datum en tijd|tijd van voltooien|datum ingevuld|datum|date and time|date|дата|время|created at|created|date created|time|createdat|
    время создания|дата создания|published at|ts|datetime|start date|startdate|start time|дата начала|время начала|startdatum|begindatum|begintijd`,
  id: `response id|responseid|submission id|submissionid|answer id|responseuuid|response uuid|id ответа|ид ответа|номер ответа|id анкеты|
    номер анкеты|reactie id|antwoord id|id antwoord|antwoordnummer|inzending id|record id|recordid|token|uuid|id|ид|external id|#`,
  person: `respondent id|respondentid|user id|userid|user identifier|customer id|customerid|client id|person id|contact id|id пользователя|
    id клиента|код клиента|номер клиента|клиент id|id респондента|респондент|respondent|klant id|klantnummer|klantid|email|e mail|
    email address|e mail address|адрес электронной почты|электронная почта|эл почта|почта|имейл|e mailadres|emailadres|имя пользователя|
    username|user|gebruikersnaam|login|логин|телефон|номер телефона|ваш телефон|phone|phone number|telefoon|telefoonnummer|
    customer|клиент|klant|contact|person email|user email|recipient email|distinct id`,
  author:
    'имя|ваше имя|как вас зовут|фио|ваши фио|name|your name|full name|first name|naam|uw naam|je naam|voornaam|автор|author|auteur',
  touchpoint: `touchpoint|touch point|точка контакта|точка касания|этап|этап пути|этап пути клиента|контакт|contactmoment|contactpunt|
    raakpunt|moment|на каком этапе|о каком этапе ваш отзыв|где вы с нами встретились|where did you meet us|at what stage|
    waar kwam u met ons in contact|welke stap|stage|journey stage|step|stap|fase|fase klantreis|событие|event`,
  location: `город|ваш город|населенный пункт|city|your city|stad|plaats|woonplaats|location|локация|филиал|магазин|салон|ресторан|
    точка|точка продаж|отделение|branch|store|shop|filiaal|winkel|vestiging|locatie|region|регион|область|regio`,
  language:
    'language|lang|язык|taal|locale|language code|response language|user language|userlanguage|startlanguage|язык ответа',
  product: 'product|product name|товар|продукт|услуга|service|dienst|artikel|item',
} as const satisfies Partial<Record<SurveyField, string>>;
export type NamedField = keyof typeof NAMES;

/** Folded words of the metrics. NPS: Reichheld's "how likely are you to recommend"; CES: "easy" or "effort". */
export const NPS =
  /порекоменд|рекоменд|посоветов|посоветуе|recommend|refer (?:us|a friend)|aanbevel|aanbeveel|aanrad|aanraad|\bnps\b|net promoter/;
export const EFFORT = /усили|effort|moeite/;
export const CES =
  /\bces\b|легк|просто ли|насколько просто|усили|\beas(?:y|ily|e)\b|effort|makkelijk|gemakkelijk|moeite|eenvoudig/;
export const STARS = /звезд|\bstars?\b|\bster(?:ren)?\b|★/;
export const CSAT = /удовлетвор|довол|satisf|tevreden|\bcsat\b|\bcsi\b/;
/** Says that there is a score, not of what kind. */
export const SCORE =
  /оцен(?:ка|ки|ите|иваете|ил)|балл|рейтинг|насколько|score|rating|\brate\b|grade|how (?:well|good|likely|was|were|would)|beoorde|cijfer|waarder|\bhoe /;
/** The name of a column, not a question. */
export const BARE_SCORE =
  /^(?:score|rating|grade|answer|value|оценка|ваша оценка|балл|баллы|рейтинг|cijfer|beoordeling|waardering|(?:nps|csat|ces|csi)(?: (?:score|оценка|балл|cijfer))?)$/;
/** Tools whose only question is NPS call it so; `оценка` and `cijfer` up to 10 are as often a school mark. */
export const NPS_TOOL_SCORE = /^(?:nps )?score$/;

/** A question about where or how a person dealt with the company; only its few, repeated answers make it a touchpoint. */
export const WHERE =
  /(?:^| )где (?:вы|ты|именно)|каким (?:способом|образом)|как вы (?:купи|покуп|заказ|оформ|обра[тщ]|связ)|откуда вы|(?:каком|какой|какому|какие) (?:канал|точк|площадк)|через (?:что|какой)|where did you|where have you|which channel|how did you (?:buy|order|contact|reach|book)|(?:^| )waar (?:heeft|hebt|kocht|bestelde)|via welk|welk kanaal|hoe (?:heeft u|heb je) (?:besteld|gekocht|contact)/;

export const COMMENT =
  /коммент|почему|отзыв|пожелан|предложен|замечан|впечатл|расскаж|напиш|поясн|причин|что (?:вам|мы|нам|вас|бы|именно|можно|больше|понрав|не понрав|пошло)|текст|свободный|comment|feedback|\bwhy\b|reason|tell us|explain|suggest|review|\bwhat (?:could|can|should|did|do|would|is|was|went|made)|opmerking|toelicht|waarom|\breden|vertel|\bwat (?:kun|kan|vond|vind|had|zou|moet|was|ging|beviel|vonden)|open ended|verbatim|\btext\b|\btekst\b/;
export const FAULTS =
  /улучш|исправ|измен|не (?:по)?нрав|не (?:устро|хват|так\b|доволь)|недостат|минус|плох|разочар|проблем|жалоб|лучше(?! всего)|improve|better|dislike|did(?:n t| not) (?:you )?like|like (?:the )?least|wrong|problem|complain|disappoint|frustrat|missing|verbeter|beter|minpunt|niet (?:goed|tevreden|leuk|beviel|bevallen)|tegen(?:viel|gevallen)|klacht|ontbr|ging er mis|mist u|minder/g;
export const PRAISE =
  /понрав|нрав|хорош|плюс|достоинств|лучше всего|like (?:the )?(?:most|best)|\blike[d]?\b|enjoy|\blove|\bgood\b|\bbest\b|goed|bevalt|beviel|pluspunt|leuk|\bblij\b/;

/** Lower case, ё as е, punctuation as single spaces; `Submit Date (UTC)` -> `submit date utc`. */
export function foldTitle(title: string): string {
  const folded = title.slice(0, 1000).normalize('NFKC').toLowerCase().replaceAll('ё', 'е');
  if (folded.trim() === '#') return '#';
  return folded.replace(/[^\p{L}\p{N}★]+/gu, ' ').trim();
}

const RANKS = new Map<NamedField, ReadonlyMap<string, number>>(
  (Object.keys(NAMES) as NamedField[]).map((field) => {
    const names = NAMES[field].split('|').map((name) => name.replace(/\s+/g, ' ').trim());
    return [field, new Map(names.map((name, index) => [name, index]))];
  }),
);

/** What is printed in brackets or after a dot says more about the values than about the field: zone, number of the field. */
const titleForms = (title: string): readonly string[] => [
  foldTitle(title),
  foldTitle(title.replace(/\([^()]*\)/g, ' ')),
  foldTitle(title.replace(/^[\p{L}\p{N}_]{1,20}\. /u, '')),
];

/** How well a title names a field: 0 is best, null is not at all. */
export function rankAs(field: NamedField, title: string): number | null {
  const ranks = RANKS.get(field)!;
  const found = titleForms(title).flatMap((form) => ranks.get(form) ?? []);
  return found.length === 0 ? null : Math.min(...found);
}

export function isNamedField(title: string): boolean {
  return (Object.keys(NAMES) as NamedField[]).some((field) => rankAs(field, title) !== null);
}

/** A title that a survey export can have: a field's name, or a question about a score or for words. */
export function knownColumn(title: string): boolean {
  const folded = foldTitle(title);
  if (folded === '') return false;
  return isNamedField(title) || [NPS, CES, STARS, CSAT, SCORE, COMMENT].some((words) => words.test(folded));
}
