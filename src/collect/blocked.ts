import { Blocked } from '../errors.ts';
import type { Page } from './page.ts';

/** Why a page is a wall. `kind` is short and lasting: it is counted and shown on the source's page. */
export interface BlockSign {
  readonly kind: 'captcha' | 'challenge' | 'login' | 'refused' | 'consent';
  /** One sentence for a person. */
  readonly message: string;
}

interface Rule extends BlockSign {
  readonly title?: RegExp;
  readonly url?: RegExp;
  /** Markup that only the wall itself has; healthy pages may mention the words. */
  readonly body?: RegExp;
  /** `body` counts only on pages shorter than this many characters: bigger ones carry the marker beside their content. */
  readonly under?: number;
}

/**
 * Signs of walls, from captures (otzovik, Yandex Market), scrapers' notes (Ozon, Yandex, Amazon, Trustpilot, Google) and
 * the challenge pages of Cloudflare, DataDome, PerimeterX, Imperva, Akamai, AWS WAF, DDoS-Guard and Qrator.
 */
const RULES: readonly Rule[] = [
  {
    kind: 'captcha',
    message: 'Otzovik asks whether we are a robot',
    title: /Вы робот\?/i,
    body: /name=["']?captcha_url/i,
  },
  {
    kind: 'captcha',
    message: 'Yandex asks to prove that we are not a robot',
    title: /^\s*(?:Вы не робот\?|Ой!|Oops!|Are you not a robot\?)\s*$/i,
    url: /\/showcaptcha/i,
    body: /<form[^<>]{0,300}action=["']?\/checkcaptcha/i,
  },
  {
    kind: 'captcha',
    message: 'Amazon asks to type characters',
    title: /^\s*(?:Robot Check|Bot Check)\s*$/i,
    body: /\/errors\/validateCaptcha/,
  },
  {
    kind: 'captcha',
    message: 'Google saw unusual traffic',
    url: /google\.[a-z.]+\/sorry\//i,
    body: /<form[^<>]{0,300}(?:id="captcha-form"|action="\/?sorry\/)/i,
    under: 60_000,
  },
  {
    kind: 'consent',
    message: 'Google shows its consent page',
    url: /^https?:\/\/consent\.(?:google|youtube)\./i,
    body: /action="https:\/\/consent\.(?:google|youtube)\.[a-z.]+\/save"[\s\S]{0,2000}(?:before you continue|bevor sie|voordat je|прежде чем)/i,
    under: 800_000,
  },
  {
    kind: 'challenge',
    message: 'Cloudflare checks the browser',
    title:
      /^\s*(?:Just a moment\.\.\.|Attention Required! \| Cloudflare|Один момент[.…]*|Un momento[.…]*|Nur einen Moment[.…]*|Een moment geduld[.…]*)\s*$/i,
    body: /window\._cf_chl_opt|id="(?:cf-challenge|challenge-form|cf-wrapper)"|cf-browser-verification/,
    under: 120_000,
  },
  {
    kind: 'challenge',
    message: 'DataDome asks for a check',
    body: /captcha-delivery\.com\/(?:captcha|interstitial|c\.js|i\.js)|\bvar dd=\{'?rt'?/,
    under: 30_000,
  },
  {
    kind: 'challenge',
    message: 'PerimeterX asks for a check',
    body: /id="px-captcha"|window\._pxAppId[\s\S]{0,3000}captcha/,
    under: 60_000,
  },
  {
    kind: 'refused',
    message: 'Imperva refused the request',
    body: /_Incapsula_Resource[^"']{0,200}(?:incident|SWUDNSAI|CWUDNSAI)|Incapsula incident ID/i,
    under: 30_000,
  },
  {
    kind: 'refused',
    message: 'The site refused the request',
    title:
      /^\s*(?:Access Denied|403 Forbidden|Forbidden|Доступ ограничен|Доступ запрещ[её]н|Access to this page has been denied\.?)\s*$/i,
  },
  {
    kind: 'challenge',
    message: 'The AWS firewall checks the browser',
    body: /(?:token|captcha)\.awswaf\.com|AwsWafIntegration/,
    under: 30_000,
  },
  {
    kind: 'challenge',
    message: 'DDoS-Guard checks the browser',
    title: /^\s*DDOS-GUARD\s*$/i,
    body: /\/\.well-known\/ddos-guard\/|ddos-guard\/js-challenge/i,
    under: 60_000,
  },
  { kind: 'challenge', message: 'Qrator checks the browser', body: /\/__qrator\/|__qrator\/qauth/i, under: 30_000 },
  {
    kind: 'challenge',
    message: 'Ozon shows its robot page',
    title: /Antibot Challenge Page|Антибот|^\s*Похоже, нет соединения/i,
    body: /<title>Antibot|fab_chlg_|Доступ ограничен[\s\S]{0,600}Выключите VPN/i,
    under: 120_000,
  },
  {
    kind: 'challenge',
    message: 'Wildberries checks the browser',
    title: /^\s*Почти готово[.…]*\s*$/i,
    body: /challenge_fingerprint|wbaas\/challenges/i,
    under: 120_000,
  },
  {
    kind: 'challenge',
    message: 'Reddit refused the request',
    title: /^\s*(?:Blocked|whoa there, pardner!)\s*$/i,
    body: /blocked by network security/i,
    under: 300_000,
  },
  {
    kind: 'captcha',
    message: 'The page is nothing but a captcha',
    body: /class=["'][^"']{0,100}(?:g-recaptcha|h-captcha|cf-turnstile|smart-captcha)\b/i,
    under: 15_000,
  },
  {
    kind: 'login',
    message: 'The site asks to sign in',
    url: /^https?:\/\/[^/]+\/(?:[a-z-]{2,5}\/)?(?:login|signin|sign-in|users\/connect|ap\/signin|accounts\/login|checkpoint)(?:[/?#]|$)/i,
    body: /"__N_REDIRECT":"\/(?:users\/connect|login)/,
  },
];

/** Statuses that are a wall whatever the body says. 429 and 503 are the fetcher's `Throttled`. */
const REFUSING = new Set([401, 403, 407, 451, 507]);

/** A wall, captcha, challenge or login page: what it is, or null for anything else. Reads only the first 800 kB. */
export function isBlockedPage(page: Page): BlockSign | null {
  const head = page.body.slice(0, 800_000);
  const title = titleOf(head);
  for (const rule of RULES) {
    const body =
      rule.body !== undefined && page.body.length < (rule.under ?? Number.POSITIVE_INFINITY) && rule.body.test(head);
    if (rule.title?.test(title) || rule.url?.test(page.url) || body) return { kind: rule.kind, message: rule.message };
  }
  if (page.headers['cf-mitigated'] === 'challenge')
    return { kind: 'challenge', message: 'Cloudflare checks the browser' };
  if (REFUSING.has(page.status)) return { kind: 'refused', message: `The site answered ${page.status}` };
  return null;
}

/** Throws `Blocked` when the page is a wall. Every scraper calls it first. */
export function refuseBlocked(page: Page): void {
  const sign = isBlockedPage(page);
  if (sign) throw new Blocked(sign.kind, sign.message, { url: page.url, status: page.status });
}

function titleOf(head: string): string {
  const start = head.search(/<title[\s>]/i);
  if (start === -1) return '';
  const from = head.indexOf('>', start) + 1;
  return head
    .slice(from, from + 300)
    .split('<', 1)[0]!
    .replaceAll(/\s+/g, ' ');
}
