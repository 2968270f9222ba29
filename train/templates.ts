import type { ReadLanguage } from '../src/domain/item.ts';

/**
 * Plain judgements put together from lists, made up for Molva: what is judged, and words that are good or bad of anything.
 * They teach the words of praise and blame apart from the domains of the open sets.
 */
interface Lists {
  readonly things: readonly string[];
  readonly good: readonly string[];
  readonly bad: readonly string[];
  /** One judgement of a thing; `i` varies the wording. */
  readonly say: (thing: string, word: string, i: number) => string;
}

const words = (list: string): string[] => list.split('|');

/** Russian adjectives as stem and kind of ending, agreeing with the gender that stands before the noun. */
const RU_ENDINGS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  hard: { m: 'ый', f: 'ая', n: 'ое', p: 'ые' },
  stressed: { m: 'ой', f: 'ая', n: 'ое', p: 'ые' },
  soft: { m: 'ий', f: 'ая', n: 'ее', p: 'ие' },
  velar: { m: 'ий', f: 'ая', n: 'ое', p: 'ие' },
  velarStressed: { m: 'ой', f: 'ая', n: 'ое', p: 'ие' },
};

function agree(word: string, gender: string): string {
  const [stem = '', kind = ''] = word.split('/');
  return kind === '' ? stem : stem + (RU_ENDINGS[kind]?.[gender] ?? '');
}

const RU: Lists = {
  things: words(
    'f:доставка|n:качество|m:товар|m:магазин|m:продавец|f:упаковка|f:ткань|m:размер|m:цвет|f:обувь|f:модель|f:вещь|m:телефон|f:батарея|m:экран|m:звук|f:еда|f:кухня|n:обслуживание|m:персонал|m:официант|m:номер|m:отель|f:комната|m:завтрак|m:врач|f:клиника|n:приложение|m:сайт|f:поддержка|m:менеджер|m:курьер|m:банк|f:цена|m:запах|m:вкус|m:фильм|m:сервис|f:компания|m:ремонт|p:сотрудники|p:цены|n:место|n:платье|m:крем',
  ),
  good: words(
    'отличн/hard|прекрасн/hard|замечательн/hard|великолепн/hard|шикарн/hard|хорош/soft|супер|удобн/hard|приятн/hard|красив/hard|качественн/hard|надёжн/hard|классн/hard|достойн/hard|превосходн/hard|чудесн/hard|идеальн/hard|крут/stressed|лучш/soft|быстр/hard|вежлив/hard|любим/hard|восхитительн/hard',
  ),
  bad: words(
    'ужасн/hard|отвратительн/hard|кошмарн/hard|плох/velarStressed|мерзк/velar|некачественн/hard|неудобн/hard|бракованн/hard|хлипк/velar|дешёв/hard|паршив/hard|никудышн/hard|худш/soft|грязн/hard|неприятн/hard|безобразн/hard|жутк/velar|отстойн/hard|посредственн/hard|слаб/hard|халтурн/hard|бестолков/hard|хамск/velar',
  ),
  say(thing, word, i) {
    const [gender = 'm', noun = thing] = thing.split(':');
    const adjective = agree(word, gender);
    const forms = [
      `${noun} ${adjective}`,
      `${adjective} ${noun}`,
      `очень ${adjective} ${noun}`,
      `${noun} просто ${adjective}`,
    ];
    return forms[i % forms.length] ?? noun;
  },
};

const EN: Lists = {
  things: words(
    'delivery|quality|product|shop|seller|packaging|fabric|fit|size|colour|dress|shirt|shoes|phone|battery|screen|sound|food|service|staff|waiter|room|hotel|breakfast|doctor|app|website|support|manager|driver|price|smell|taste|film|book|company|place|material|design|teacher',
  ),
  good: words(
    'excellent|great|wonderful|perfect|beautiful|lovely|amazing|fantastic|superb|comfortable|reliable|friendly|gorgeous|flattering|brilliant|outstanding|impressive|delightful|good|well made|soft|stunning|better than expected',
  ),
  bad: words(
    'awful|terrible|horrible|bad|poor|disappointing|cheap looking|faulty|useless|rude|dirty|uncomfortable|unflattering|dreadful|ugly|flimsy|shoddy|defective|worse than expected|too tight|way too big|itchy|unacceptable|a let down',
  ),
  say(thing, word, i) {
    const forms = [
      `the ${thing} is ${word}`,
      `${word} ${thing}`,
      `really ${word} ${thing}`,
      `I found the ${thing} ${word}`,
    ];
    return forms[i % forms.length] ?? thing;
  },
};

const NL: Lists = {
  things: words(
    'de levering|de kwaliteit|het product|de winkel|de verkoper|de verpakking|de stof|de maat|de kleur|de jurk|de schoenen|de telefoon|de batterij|het scherm|het geluid|het eten|de service|het personeel|de bediening|de kamer|het hotel|het ontbijt|de dokter|de app|de website|de klantenservice|de bezorger|de prijs|de geur|de smaak|de film|het boek|het bedrijf|de plek|het materiaal|de sfeer|de monteur|de communicatie|de afhandeling|de garage',
  ),
  good: words(
    'uitstekend|geweldig|fantastisch|perfect|prachtig|heerlijk|super|prima|top|comfortabel|betrouwbaar|vriendelijk|netjes|fijn|keurig|mooi|goed|voortreffelijk|indrukwekkend|snel|behulpzaam|lekker|beter dan verwacht',
  ),
  bad: words(
    'slecht|vreselijk|verschrikkelijk|waardeloos|teleurstellend|belabberd|ondermaats|onbeschoft|vies|oncomfortabel|lelijk|gebrekkig|onbetrouwbaar|beroerd|dramatisch|schandalig|kapot|onvriendelijk|slordig|slechter dan verwacht|te klein|rampzalig|nep',
  ),
  say(thing, word, i) {
    const forms = [`${thing} is ${word}`, `${thing} was echt ${word}`, `${word}, ${thing}`, `ik vond ${thing} ${word}`];
    return forms[i % forms.length] ?? thing;
  },
};

const LISTS: Readonly<Record<ReadLanguage, Lists>> = { ru: RU, en: EN, nl: NL };

/** Every thing with every word once: about a thousand texts of praise and as many of blame a language. */
export function judgements(
  language: ReadLanguage,
): { readonly text: string; readonly label: 'negative' | 'positive' }[] {
  const { things, good, bad, say } = LISTS[language];
  return things.flatMap((thing, i) => [
    ...good.map((word, j) => ({ text: say(thing, word, i + j), label: 'positive' as const })),
    ...bad.map((word, j) => ({ text: say(thing, word, i + j), label: 'negative' as const })),
  ]);
}
