import type { Unusual } from '../../domain/unusual.ts';

/** The languages in which Molva speaks to its people. */
export type SpokenLanguage = 'ru' | 'en' | 'nl';

const LEVEL: Readonly<Record<SpokenLanguage, Readonly<Record<Unusual['level'], string>>>> = {
  ru: {
    none: 'Ничего необычного.',
    'worth-a-look': 'Необычный отзыв, стоит посмотреть.',
    'likely-paid': 'Отзыв, вероятно, оплачен.',
    rewarded: 'Автор сам говорит о вознаграждении.',
  },
  en: {
    none: 'Nothing unusual.',
    'worth-a-look': 'An unusual review, worth a look.',
    'likely-paid': 'Likely paid.',
    rewarded: 'Rewarded: the author says so.',
  },
  nl: {
    none: 'Niets ongewoons.',
    'worth-a-look': 'Een ongewone review, het bekijken waard.',
    'likely-paid': 'Waarschijnlijk betaald.',
    rewarded: 'Beloond: de auteur zegt het zelf.',
  },
};

/** One to four plain sentences for people who read reviews; the strongest reason first. */
export function sentences(unusual: Unusual, language: SpokenLanguage): readonly string[] {
  return [LEVEL[language][unusual.level]];
}
