import i18next from 'i18next';
import en from './rooms.en.json';
import nl from './rooms.nl.json';
import ru from './rooms.ru.json';

/** Words of the pages that are fetched when they are first opened. */
export function addRoomWords(): void {
  const words = { ru, en, nl };
  for (const language of ['ru', 'en', 'nl'] as const) {
    i18next.addResourceBundle(language, 'translation', words[language], true, true);
  }
}
