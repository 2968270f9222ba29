import { starts } from './starts.ts';

/** At the very end of a teaser: the text goes on elsewhere. */
const MORE = [
  'читать дальше',
  'читать далее',
  'читать полностью',
  'читать ещё',
  'читать еще',
  'показать полностью',
  'показать ещё',
  'показать еще',
  'развернуть',
  'далее',
  'ещё',
  'еще',
  'read more',
  'show more',
  'see more',
  'continue reading',
  'full review',
  'see full review',
  'more',
  'lees meer',
  'lees verder',
  'meer lezen',
  'verder lezen',
  'toon meer',
  'meer tonen',
  'meer',
];
/** Those of the words above that also end honest sentences count only behind dots or in brackets. */
const MARKED = /(?:…|\.\.\.?)\s*[[(]?\s*$|[[(]\s*$/;

/** How a shop's answer begins, where it is glued behind a review. */
const REPLIES = [
  'ответ магазина',
  'ответ продавца',
  'ответ представителя',
  'ответ компании',
  'ответ владельца',
  'ответ официального',
  'ответ от',
  'официальный ответ',
  'комментарий магазина',
  'комментарий продавца',
  'комментарий компании',
  'спасибо за отзыв',
  'спасибо за ваш отзыв',
  'спасибо за обратную связь',
  'спасибо за оценку',
  'спасибо за вашу оценку',
  'благодарим за отзыв',
  'благодарим вас',
  'благодарим, что',
  'благодарим за',
  'здравствуйте',
  'добрый день',
  'доброго дня',
  'добрый вечер',
  'уважаемый',
  'уважаемая',
  'уважаемые',
  'response from',
  'owner response',
  'owner reply',
  "owner's reply",
  'reply from',
  'seller response',
  'reply by',
  'answer from',
  'thank you for your',
  'thanks for your',
  'thank you for taking',
  'thanks for taking',
  'thank you for sharing',
  'we appreciate you',
  'good afternoon',
  'good morning',
  'reactie van',
  'antwoord van',
  'reactie eigenaar',
  'bedankt voor je review',
  'bedankt voor uw review',
  'bedankt voor je reactie',
  'bedankt voor uw reactie',
  'bedankt voor je beoordeling',
  'bedankt voor uw beoordeling',
  'bedankt voor je feedback',
  'bedankt voor uw feedback',
  'dank voor uw',
  'dank voor je',
  'goedemiddag',
  'goedemorgen',
  'goedendag',
];
/** "Dear Monica," and "Monica, thank you": an answer, too. */
const ADDRESSED =
  /^(?:(?:dear|hello|hi|hey|beste|geachte|hallo|hoi|привет)\s\p{L}{2,20}(?:\s\p{L}{2,20})?[,!]|\p{L}{2,20},\s(?:спасибо|благодарим|добрый|здравствуйте|thank|thanks|bedankt|dank))/iu;
/** What lines of sites and advertisements say. */
const LINES = [
  'источник',
  'оригинал',
  'опубликован',
  'размещен',
  'размещён',
  'перенесен',
  'перенесён',
  'взят с',
  'скопирован',
  'полная версия',
  'полный отзыв',
  'отзыв с сайта',
  'все права',
  'промокод',
  'промо-код',
  'по коду',
  'подписывайтесь',
  'подпишись',
  'наш канал',
  'нашем канале',
  'телеграм',
  'переходите',
  'скидка по',
  'скидку по',
  'первый заказ',
  'в рамках акции',
  'за баллы',
  'бонусы за отзыв',
  'баллы за отзыв',
  'реклама',
  'erid',
  'наш сайт',
  'нашем сайте',
  'source:',
  'original',
  'published on',
  'posted on',
  'full review',
  'complete review',
  'all rights',
  'copyright',
  'promo code',
  'use code',
  'with code',
  'coupon code',
  'follow us',
  'subscribe',
  'our channel',
  'our website',
  'part of a promotion',
  '% off',
  'first order',
  'sponsored',
  'for posting this',
  'this review was',
  'read the',
  'bron:',
  'origineel',
  'geplaatst op',
  'gepubliceerd op',
  'volledige review',
  'hele review',
  'alle rechten',
  'kortingscode',
  'met code',
  'volg ons',
  'abonneer',
  'onze website',
  'eerste bestelling',
  '% korting',
  'gesponsord',
  'deze review is',
  'voor deze review',
  'lees de',
];
/** No cue has a sign that means something in an expression; one for all is looked for much quicker than each by itself. */
const ANY_LINE = new RegExp(LINES.join('|'));
const ANY_REPLY = new RegExp(`^(?:${REPLIES.join('|')})`);
const SITE =
  /(?:https?:\/\/|www\.)|[\p{L}\p{N}-]{2,40}\.(?:ru|com|net|org|nl|be|рф|info|io|co|shop|uk|me|online|store)(?![\p{L}\p{N}])/u;
/** What every site has somewhere; quicker to look for, and most lines end here. */
const ADDRESS = /:\/\/|www\.|\.[a-zр]/;
/** A line of an advertisement or of a site is short; a longer sentence is the author's. */
const MAX_LINE_WORDS = 16;
/** What is left must be a text still. */
const MIN_LEFT = 8;

function withoutLines(text: string, begins: readonly number[]): string {
  const part = (i: number): string => text.slice(begins[i], begins[i + 1] ?? text.length);
  let [first, last] = [0, begins.length - 1];
  while (last > first && isLine(part(last))) last -= 1;
  while (last > first && isLine(part(first))) first += 1;
  return text.slice(begins[first], begins[last + 1] ?? text.length).trim();
}

function withoutMore(text: string): string {
  const trimmed = text.replace(/[\s\])>»:.…]{1,20}$/u, '');
  const lower = trimmed.slice(-24).toLowerCase();
  for (const end of MORE) {
    if (!lower.endsWith(end)) continue;
    const rest = trimmed.slice(0, trimmed.length - end.length);
    const isMarked = MARKED.test(rest.slice(-8));
    // "..., and much more." is the author's; "Read more" without dots is not.
    if (isMarked || (end.includes(' ') && /[\s.…]$/u.test(rest))) return rest;
  }
  return text;
}

function isLine(sentence: string): boolean {
  let words = 1;
  for (let at = sentence.indexOf(' '); at !== -1; at = sentence.indexOf(' ', at + 1)) {
    words += 1;
    if (words > MAX_LINE_WORDS) return false;
  }
  const lower = sentence.toLowerCase();
  return ANY_LINE.test(lower) || (ADDRESS.test(lower) && SITE.test(lower));
}

/**
 * A review without what is not the author's: "read more" at its end, lines of sites and advertisements at its two ends, the shop's
 * answer glued behind. Where nothing would be left, as it is. The lists are general words of Russian, English and Dutch sites. Linear.
 */
export function stripAdded(text: string): string {
  let left = withoutMore(text.trim());
  let begins = starts(left, true);
  for (const [i, at] of begins.entries()) {
    if (at < MIN_LEFT) continue;
    const head = left.slice(at, at + 60).toLowerCase();
    if (!ANY_REPLY.test(head) && !ADDRESSED.test(head)) continue;
    left = left.slice(0, at);
    begins = begins.slice(0, i);
    break;
  }
  left = withoutLines(left, begins);
  const kept = withoutMore(withoutLines(left, starts(left, false)));
  return kept.length < MIN_LEFT ? text : kept;
}
