import type { Language } from './phrases.ts';
import { ruDelivery, ruPackaging, ruWaiting } from './ru-delivery.ts';
import { ruDetails } from './ru-details.ts';
import { ruFrame } from './ru-frame.ts';
import { ruApp, ruStaff, ruSupport } from './ru-people.ts';
import { ruAssortment, ruPrice, ruQuality } from './ru-quality.ts';
import { ruCons, ruPros, ruWholes } from './ru-short.ts';

export const ru: Language = {
  code: 'ru',
  themes: [ruDelivery, ruPackaging, ruWaiting, ruQuality, ruPrice, ruAssortment, ruStaff, ruSupport, ruApp],
  wholes: ruWholes,
  frame: ruFrame,
  details: ruDetails,
  pros: ruPros,
  cons: ruCons,
  emoji: {
    positive: ['👍', '❤️', '🔥', '😊', '☕', '👏', '))', ')'],
    negative: ['😡', '👎', '🤬', '😤', '((', '(', '!!!'],
    mixed: ['🤷‍♀️', '😐', '🙄'],
    neutral: ['🤔', '☕'],
  },
};
