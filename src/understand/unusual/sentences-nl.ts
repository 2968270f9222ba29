import type { Phrasebook, Said } from './sentences.ts';

const count = (n: number, one: string, many: string): string => `${n} ${n === 1 ? one : many}`;
const decimal = (n: number): string => String(n).replace('.', ',');

function burst(said: Said, what: string): string {
  const [n, known, young] = [said.number('n'), said.number('known'), said.number('young')];
  const thin = young > 0 && young > said.number('usualYoung') ? `; ${young} van de ${known} accounts zijn nieuw` : '';
  const days = count(said.number('days'), 'dag', 'dagen');
  return `${n} ${what} in ${days}; gewoonlijk ${decimal(said.number('usual'))}${thin}.`;
}

export const NL: Phrasebook = {
  levels: {
    none: 'Er is niets ongewoons gevonden.',
    'worth-a-look': 'Een ongewone review, het bekijken waard.',
    'likely-paid': 'Deze review is waarschijnlijk betaald.',
    rewarded: 'Beloond: de auteur zegt dat er iets voor de review is gegeven.',
  },
  otherHand: 'Daar staat tegenover:',
  reasons: {
    reward: (said) => `De auteur schrijft: “${said.text('quote')}”.`,
    'hidden-letters': () =>
      'Er zijn letters verwisseld of uit elkaar gezet om het woord voor de beloning te verbergen.',
    'praise-burst': (said) => burst(said, 'reviews met vijf sterren'),
    'blame-burst': (said) => burst(said, 'reviews met een of twee sterren'),
    'after-complaints': (said) => `De lof kwam direct na een golf van ${said.number('n')} klachten.`,
    'copied-text': (said) =>
      `Dezelfde tekst staat in ${count(said.number('n'), 'review', 'reviews')} van andere merken.`,
    'shared-phrases': (said) =>
      `Deelt zeldzame zinnen met ${count(said.number('n'), 'andere review', 'andere reviews')}.`,
    'shared-authors': (said) =>
      `De auteur prijst ${count(said.number('brands'), 'merk', 'merken')} die dezelfde andere accounts ook prijzen.`,
    'stars-against-text': () => 'Vijf sterren, maar de tekst klaagt.',
    'young-account': (said) => `Het account heeft ${count(Math.max(1, said.number('reviews')), 'review', 'reviews')}.`,
    'no-purchase-mark': () => 'De site markeert kopers, en deze auteur is niet gemarkeerd.',
    'names-brand': (said) => `De tekst noemt het merk ${said.number('times')} keer.`,
    'advertising-words': () => 'Klinkt als reclame en vertelt niets over het gebruik.',
    'honest-wave': (said) => `De ${said.number('n')} reviews van deze dagen lijken van gewone kopers.`,
    'own-campaign': () => 'Een eigen campagne verklaart de vele reviews van deze dagen.',
    'busy-account': (said) => `Het account heeft ${said.number('reviews')} reviews.`,
    'purchase-mark': () => 'De site markeert de auteur als koper.',
    'mixed-stars': (said) => `De auteur geeft ook andere sterren, in ${said.number('reviews')} reviews.`,
  },
};
