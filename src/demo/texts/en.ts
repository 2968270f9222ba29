import { enThemes } from './en-themes.ts';
import type { Language } from './phrases.ts';

export const en: Language = {
  code: 'en',
  themes: enThemes,
  wholes: [
    { text: 'Love it!', sentiment: 'positive', themes: [] },
    { text: 'Best kettle we have ever had 😍', sentiment: 'positive', themes: ['quality'] },
    { text: 'Great shop, quick delivery, nice people.', sentiment: 'positive', themes: ['delivery', 'staff'] },
    { text: 'Does exactly what it says. Very happy with my purchase.', sentiment: 'positive', themes: ['quality'] },
    {
      text: 'Brilliant little thing, my husband wants one for the office now',
      sentiment: 'positive',
      themes: ['quality'],
    },
    { text: 'Rubbish. Avoid.', sentiment: 'negative', themes: ['quality'] },
    { text: 'Broke after two weeks, waste of money', sentiment: 'negative', themes: ['quality', 'price'] },
    { text: 'Never arrived and nobody answers my emails.', sentiment: 'negative', themes: ['delivery', 'support'] },
    { text: 'Looks gorgeous, leaks everywhere.', sentiment: 'mixed', themes: ['quality'] },
    { text: 'Lovely product but the delivery was a nightmare', sentiment: 'mixed', themes: ['quality', 'delivery'] },
    { text: 'Does anyone know whether it works on 110 volts?', sentiment: 'neutral', themes: [] },
    { text: 'Bought as a present, not opened yet.', sentiment: 'neutral', themes: [] },
  ],
  frame: {
    openers: {
      positive: [
        'I do not usually write reviews, but this deserves one.',
        'Bought {product} for my sister and ended up ordering a second one.',
        'Third order from Zavaryona and still impressed.',
        'I was sceptical at first, now I recommend it to everyone.',
      ],
      negative: [
        'I really wanted to like {product}.',
        'Very disappointed with Zavaryona.',
        'Save your money.',
        'Worst purchase of the year.',
      ],
      mixed: ['Mixed feelings about {product}.', 'There is good and bad here.', 'I am in two minds about it.'],
      neutral: ['Got {product} last week.', 'Too early to say much.', 'Just a few facts for anyone choosing.'],
    },
    closers: {
      positive: ['Highly recommended!', 'Would buy again.', 'Thumbs up from me.', 'Well done, Zavaryona.'],
      negative: ['Stay away.', 'I want my money back.', 'Never again.', 'Very poor.'],
      mixed: ['Make of that what you will.', 'Could have been so much better.', 'I hope the next batch is fixed.'],
      neutral: ['Will update after a month.', 'Time will tell.', 'That is all for now.'],
    },
    turns: ['However, there is a catch.', 'Now for the bad part.', 'That is where the good news ends.'],
    titles: {
      positive: ['Excellent', 'Very happy', 'Great value', 'Could not be better', 'Lovely'],
      negative: ['Disappointed', 'Do not buy', 'Terrible', 'Waste of money', 'Not fit for purpose'],
      mixed: ['So-so', 'Good and bad', 'Nice but flawed', 'Could be better'],
      neutral: ['First impression', 'Some facts', 'A present'],
    },
    products: [
      { kind: 'kettle', nom: 'this kettle', acc: 'this kettle', gen: 'this kettle' },
      { kind: 'kettle', nom: 'the gooseneck kettle', acc: 'the gooseneck kettle', gen: 'the gooseneck kettle' },
    ],
  },
  pros: [],
  cons: [],
  emoji: {
    positive: ['👍', '❤️', '😍', '☕', ':)', '🙌'],
    negative: ['👎', '😡', ':(', '🤦'],
    mixed: ['🤷', '😕'],
    neutral: ['🤔', '🎁'],
  },
};
