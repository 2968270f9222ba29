import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';
import en from './en.json';
import nl from './nl.json';
import ru from './ru.json';

export const LANGUAGES = ['ru', 'en', 'nl'] as const;
export type Language = (typeof LANGUAGES)[number];

const KEPT = 'molva-language';

/** The reader's choice, else the first of the browser's languages that the page speaks, else English. */
function firstLanguage(): Language {
  const wanted = [readChoice(), ...navigator.languages];
  for (const one of wanted) {
    const short = one?.slice(0, 2).toLowerCase();
    const found = LANGUAGES.find((language) => language === short);
    if (found) return found;
  }
  return 'en';
}

function readChoice(): string | null {
  try {
    return localStorage.getItem(KEPT);
  } catch {
    return null;
  }
}

export async function chooseLanguage(language: Language): Promise<void> {
  try {
    localStorage.setItem(KEPT, language);
  } catch {
    // Storage is switched off: the choice holds until the page is closed.
  }
  await i18next.changeLanguage(language);
}

/** Called once, before the first render. */
export function startLanguages(): void {
  i18next.on('languageChanged', (language) => document.documentElement.setAttribute('lang', language));
  void i18next.use(initReactI18next).init({
    resources: { ru: { translation: ru }, en: { translation: en }, nl: { translation: nl } },
    lng: firstLanguage(),
    fallbackLng: 'en',
    initAsync: false,
    // React escapes; a second time would show &amp; to people.
    interpolation: { escapeValue: false },
  });
}
