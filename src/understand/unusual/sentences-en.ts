import type { Phrasebook, Said } from './sentences.ts';

const count = (n: number, one: string, many: string): string => `${n} ${n === 1 ? one : many}`;
const days = (n: number): string => count(n, 'day', 'days');

function burst(said: Said, what: string): string {
  const [n, known, young] = [said.number('n'), said.number('known'), said.number('young')];
  const thin = young > 0 && young > said.number('usualYoung') ? `; ${young} of ${known} accounts are new` : '';
  return `${n} ${what} in ${days(said.number('days'))}; usual is ${said.number('usual')}${thin}.`;
}

export const EN: Phrasebook = {
  levels: {
    none: 'Nothing unusual was found.',
    'worth-a-look': 'An unusual review, worth a look.',
    'likely-paid': 'This review is likely paid.',
    rewarded: 'Rewarded: the author says that something was given for the review.',
  },
  otherHand: 'On the other hand:',
  reasons: {
    reward: (said) => `The author writes: “${said.text('quote')}”.`,
    'hidden-letters': () => 'Letters were swapped or parted to hide the word for the reward.',
    'praise-burst': (said) => burst(said, 'five-star reviews'),
    'blame-burst': (said) => burst(said, 'reviews of one or two stars'),
    'after-complaints': (said) => `The praise came right after a wave of ${said.number('n')} complaints.`,
    'copied-text': (said) => `The same text stands in ${count(said.number('n'), 'review', 'reviews')} of other brands.`,
    'shared-phrases': (said) =>
      `It shares rare phrases with ${count(said.number('n'), 'other review', 'other reviews')}.`,
    'shared-authors': (said) =>
      `The author praises ${count(said.number('brands'), 'brand', 'brands')} that the same other accounts praise too.`,
    'stars-against-text': () => 'Five stars, but the text complains.',
    'young-account': (said) =>
      said.number('reviews') <= 1
        ? 'The account has one review.'
        : `The account has ${said.number('reviews')} reviews.`,
    'no-purchase-mark': () => 'The site marks buyers, and this author is not marked.',
    'names-brand': (said) => `The text names the brand ${count(said.number('times'), 'time', 'times')}.`,
    'advertising-words': () => 'It sounds like an advertisement and tells no detail of use.',
    'honest-wave': (said) => `The ${said.number('n')} reviews of these days look like those of ordinary buyers.`,
    'own-campaign': () => 'A campaign of your own explains the many reviews of these days.',
    'busy-account': (said) => `The account has ${said.number('reviews')} reviews.`,
    'purchase-mark': () => 'The site marks the author as a buyer.',
    'mixed-stars': (said) => `The author gives other stars, too, in ${said.number('reviews')} reviews.`,
  },
};
