import { nlThemes } from './nl-themes.ts';
import type { Language } from './phrases.ts';

export const nl: Language = {
  code: 'nl',
  themes: nlThemes,
  wholes: [
    { text: 'Helemaal top!', sentiment: 'positive', themes: [] },
    {
      text: 'Fijne winkel, snel geleverd en vriendelijk personeel.',
      sentiment: 'positive',
      themes: ['delivery', 'staff'],
    },
    { text: 'Doet precies wat het moet doen, erg tevreden.', sentiment: 'positive', themes: ['quality'] },
    { text: 'Beste koffiemolen die we ooit gehad hebben 😍', sentiment: 'positive', themes: ['quality'] },
    { text: 'Mooi ding, staat prachtig op het aanrecht', sentiment: 'positive', themes: ['quality'] },
    { text: 'Waardeloos, niet kopen.', sentiment: 'negative', themes: ['quality'] },
    { text: 'Na twee weken stuk, zonde van het geld', sentiment: 'negative', themes: ['quality', 'price'] },
    {
      text: 'Nooit aangekomen en niemand reageert op mijn mails.',
      sentiment: 'negative',
      themes: ['delivery', 'support'],
    },
    { text: 'Ziet er schitterend uit, maar het lekt aan alle kanten.', sentiment: 'mixed', themes: ['quality'] },
    { text: 'Fijn product, alleen de bezorging was een drama', sentiment: 'mixed', themes: ['quality', 'delivery'] },
    { text: 'Weet iemand of er ook een kleinere maat van bestaat?', sentiment: 'neutral', themes: [] },
    { text: 'Als cadeau gekocht, nog niet uitgepakt.', sentiment: 'neutral', themes: [] },
  ],
  frame: {
    openers: {
      positive: [
        'Ik schrijf zelden een recensie, maar deze is verdiend.',
        'Ik heb {product} voor mijn zus gekocht en daarna ook een voor mezelf.',
        'Derde bestelling bij Zavarjona en weer dik tevreden.',
        'Eerst twijfelde ik, nu raad ik het iedereen aan.',
      ],
      negative: [
        'Erg teleurgesteld in Zavarjona.',
        'Bespaar je de moeite.',
        'Slechtste aankoop van het jaar.',
        'Ik had me hier heel wat anders van voorgesteld.',
      ],
      mixed: [
        'Gemengde gevoelens over {product}.',
        'Er is goed nieuws en slecht nieuws.',
        'Ik weet nog niet wat ik ervan moet vinden.',
      ],
      neutral: [
        'Vorige week {product} gekocht.',
        'Het is nog te vroeg om er veel over te zeggen.',
        'Even wat feiten voor wie nog twijfelt.',
      ],
    },
    closers: {
      positive: ['Een aanrader!', 'Ik zou het zo weer kopen.', 'Duim omhoog.', 'Bedankt, Zavarjona!'],
      negative: ['Blijf er ver vandaan.', 'Ik wil mijn geld terug.', 'Nooit meer.', 'Ronduit slecht.'],
      mixed: ['Doe ermee wat je wilt.', 'Het had zoveel beter gekund.', 'Hopelijk leren ze ervan.'],
      neutral: ['Over een maand vul ik dit aan.', 'De tijd zal het leren.', 'Dat was het voor nu.'],
    },
    turns: ['Maar er is ook een keerzijde.', 'Nu het slechte nieuws.', 'Daar houdt het goede nieuws helaas op.'],
    titles: {
      positive: ['Geweldig', 'Zeer tevreden', 'Goede koop', 'Kan niet beter', 'Heel blij mee'],
      negative: ['Teleurgesteld', 'Niet kopen', 'Slecht', 'Zonde van het geld', 'Nooit meer'],
      mixed: ['Kon beter', 'Goed en slecht', 'Mooi maar met gebreken', 'Twijfelachtig'],
      neutral: ['Eerste indruk', 'Wat feiten', 'Cadeautje'],
    },
    products: [
      { kind: 'grinder', nom: 'deze koffiemolen', acc: 'deze koffiemolen', gen: 'deze koffiemolen' },
      { kind: 'grinder', nom: 'de handmolen', acc: 'de handmolen', gen: 'de handmolen' },
    ],
  },
  pros: [],
  cons: [],
  emoji: {
    positive: ['👍', '❤️', '😍', '☕', ':-)', '🙌'],
    negative: ['👎', '😡', ':-(', '🤦'],
    mixed: ['🤷', '😕'],
    neutral: ['🤔', '🎁'],
  },
};
