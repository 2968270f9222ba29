export interface SignInWords {
  readonly lang: 'ru' | 'en' | 'nl';
  readonly title: string;
  readonly button: string;
  readonly ask: string;
  readonly field: string;
  readonly failed: string;
}

const EN: SignInWords = {
  lang: 'en',
  title: 'Sign in to Molva',
  button: 'Sign in',
  ask: 'Paste the sign-in link that "molva start" or "molva user" printed. It works once.',
  field: 'Sign-in link',
  failed: 'This link was used already, has expired or is not whole. "molva user" prints a new one.',
};
const RU: SignInWords = {
  lang: 'ru',
  title: 'Вход в Молву',
  button: 'Войти',
  ask: 'Вставьте ссылку для входа, которую напечатала команда "molva start" или "molva user". Она действует один раз.',
  field: 'Ссылка для входа',
  failed: 'Эта ссылка уже использована, устарела или неполна. Новую печатает команда "molva user".',
};
const NL: SignInWords = {
  lang: 'nl',
  title: 'Inloggen bij Molva',
  button: 'Inloggen',
  ask: 'Plak de inloglink die "molva start" of "molva user" heeft getoond. Hij werkt één keer.',
  field: 'Inloglink',
  failed: 'Deze link is al gebruikt, verlopen of niet volledig. "molva user" toont een nieuwe.',
};

/** The words in the first language that the browser asks for and we speak. */
export function wordsFor(languages: readonly string[]): SignInWords {
  const wanted = languages.map((language) => language.slice(0, 2).toLowerCase());
  return [RU, EN, NL].find((words) => words.lang === wanted.find((one) => ['ru', 'en', 'nl'].includes(one))) ?? EN;
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function escapeHtml(text: string): string {
  return text.replaceAll(/[&<>"']/g, (letter) => ENTITIES[letter] ?? letter);
}

const STYLE =
  'body{font:16px/1.5 system-ui,sans-serif;display:grid;place-items:center;min-height:90vh;margin:1rem;color-scheme:light dark}' +
  'main{max-width:24rem;width:100%}h1{font-size:1.4rem}input,button{font:inherit;width:100%;box-sizing:border-box;padding:.6rem;margin:.3rem 0}' +
  'label{display:block}[role=alert]{border-left:4px solid #c92a2a;padding-left:.6rem}';

/** A whole HTML page that needs no script. With a token: one button. Without: a field to paste the link into. */
export function signInPage(options: {
  readonly words: SignInWords;
  readonly token: string;
  readonly nonce: string;
  readonly message?: string;
}): string {
  const { words, token, nonce, message } = options;
  const alert = message === undefined ? '' : `<p role="alert">${escapeHtml(message)}</p>`;
  const field =
    token === ''
      ? `<p>${escapeHtml(words.ask)}</p><label>${escapeHtml(words.field)} <input name="token" type="text" autocomplete="off" required autofocus></label>`
      : `<input name="token" type="hidden" value="${escapeHtml(token)}">`;
  return (
    `<!doctype html><html lang="${words.lang}"><head><meta charset="utf-8"><title>${escapeHtml(words.title)}</title>` +
    `<meta name="viewport" content="width=device-width,initial-scale=1"><meta name="robots" content="noindex"><link rel="icon" href="data:,">` +
    `<style nonce="${nonce}">${STYLE}</style></head><body><main><h1>${escapeHtml(words.title)}</h1>${alert}` +
    `<form method="post" action="/sign-in">${field}<button type="submit"${token === '' ? '' : ' autofocus'}>${escapeHtml(words.button)}</button></form>` +
    `</main></body></html>`
  );
}
