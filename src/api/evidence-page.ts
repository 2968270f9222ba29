import type { Evidence, EvidencePack, TrustBurst } from '../domain/trust.ts';

type Words = Readonly<
  Record<
    | 'title'
    | 'made'
    | 'by'
    | 'versions'
    | 'madeUp'
    | 'reviews'
    | 'more'
    | 'bursts'
    | 'usual'
    | 'stars'
    | 'published'
    | 'collected'
    | 'seen'
    | 'edited'
    | 'vanished'
    | 'author'
    | 'address'
    | 'score'
    | 'high'
    | 'low'
    | 'unknown',
    string
  >
>;

const WORDS: Readonly<Record<EvidencePack['language'], Words>> = {
  ru: {
    title: 'Необычные отзывы',
    made: 'Составлено',
    by: 'кем',
    versions: 'Версии',
    madeUp: 'Вымышленные данные для показа.',
    reviews: 'Отзывы',
    more: 'Показана только часть.',
    bursts: 'Всплески',
    usual: 'обычно',
    stars: 'Оценка',
    published: 'Опубликован',
    collected: 'Собран',
    seen: 'Виден на сайте',
    edited: 'Изменён',
    vanished: 'Пропал с сайта',
    author: 'Автор',
    address: 'Адрес',
    score: 'Вероятность, что оплачен',
    high: '4 и 5 звёзд',
    low: '1 и 2 звезды',
    unknown: 'неизвестно',
  },
  en: {
    title: 'Unusual reviews',
    made: 'Made',
    by: 'by',
    versions: 'Versions',
    madeUp: 'Made-up data for showing.',
    reviews: 'Reviews',
    more: 'Only a part is shown.',
    bursts: 'Bursts',
    usual: 'usual',
    stars: 'Stars',
    published: 'Published',
    collected: 'Collected',
    seen: 'Seen on the site',
    edited: 'Edited',
    vanished: 'Gone from the site',
    author: 'Author',
    address: 'Address',
    score: 'Probability that it was paid for',
    high: '4 and 5 stars',
    low: '1 and 2 stars',
    unknown: 'unknown',
  },
  nl: {
    title: 'Ongewone reviews',
    made: 'Gemaakt',
    by: 'door',
    versions: 'Versies',
    madeUp: 'Verzonnen gegevens om te laten zien.',
    reviews: 'Reviews',
    more: 'Slechts een deel wordt getoond.',
    bursts: 'Pieken',
    usual: 'gewoonlijk',
    stars: 'Sterren',
    published: 'Gepubliceerd',
    collected: 'Verzameld',
    seen: 'Gezien op de site',
    edited: 'Bewerkt',
    vanished: 'Verdwenen van de site',
    author: 'Auteur',
    address: 'Adres',
    score: 'Kans dat ervoor betaald is',
    high: '4 en 5 sterren',
    low: '1 en 2 sterren',
    unknown: 'onbekend',
  },
};

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Reviews are hostile input: all of it is text, and marks that turn the direction of writing stay inside their element. */
function plain(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => ESCAPES[sign]!);
}

function row(name: string, value: string | null): string {
  return value === null ? '' : `<tr><th>${plain(name)}</th><td><bdi>${plain(value)}</bdi></td></tr>`;
}

function reviewHtml(review: Evidence, words: Words, number: number): string {
  const { unusual } = review;
  const rows = [
    row(words.published, review.publishedAt ?? review.publishedOn ?? words.unknown),
    row(words.collected, review.collectedAt),
    row(words.seen, review.lastSeenAt),
    row(words.edited, review.editedAt),
    row(words.vanished, review.vanishedAt),
    row(words.stars, review.stars === null ? null : String(review.stars)),
    row(words.author, review.author),
    row(words.address, review.url),
    row(words.score, unusual.score === null ? null : unusual.score.toFixed(2)),
    row('id', review.externalId),
    row('key', review.key),
    row('SHA-256', review.sha256),
  ];
  const said = review.sentences.map((sentence) => `<li>${plain(sentence)}</li>`).join('');
  const codes = unusual.reasons.map(({ code, weight }) => `${code} ${weight.toFixed(2)}`).join(', ');
  return `<section><h3>${number}. ${plain(review.source)}</h3><ul>${said}</ul><pre dir="auto">${plain(review.text)}</pre>
<table>${rows.join('')}${row(unusual.version ?? '', codes === '' ? null : codes)}</table></section>`;
}

function burstHtml(burst: TrustBurst, words: Words): string {
  const { from, to, source, side, n, expected } = burst;
  return `<li>${from} – ${to}, ${plain(source)}, ${words[side]}: ${n} (${words.usual}: ${expected})</li>`;
}

/** One file that opens in any browser, prints, and asks nothing of any server. */
export function evidencePage(pack: EvidencePack): string {
  const words = WORDS[pack.language];
  const { molva, detector, models } = pack.versions;
  const versions = [`Molva ${molva}`, detector, models].filter((one) => one !== null).join(', ');
  const title = `${words.title}: ${pack.brand.name}`;
  const bursts = pack.bursts.map((burst) => burstHtml(burst, words)).join('');
  return `<!doctype html>
<html lang="${pack.language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${plain(title)}</title>
<style>body{font:16px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem}
pre{white-space:pre-wrap;overflow-wrap:anywhere;font:inherit;border-left:3px solid #888;padding-left:1rem}
section{break-inside:avoid;margin:2rem 0}table{font-size:.85em;border-collapse:collapse}th{text-align:left;padding-right:1rem;vertical-align:top}
td{overflow-wrap:anywhere}</style></head><body>
<h1>${plain(title)}</h1>
<p>${words.made} ${pack.madeAt}, ${words.by} ${plain(pack.madeBy)}. ${words.versions}: ${plain(versions)}.</p>
${pack.brand.madeUp ? `<p><strong>${words.madeUp}</strong></p>` : ''}${bursts === '' ? '' : `<h2>${words.bursts}</h2><ul>${bursts}</ul>`}
<h2>${words.reviews} (${pack.reviews.length})</h2>${pack.more ? `<p>${words.more}</p>` : ''}
${pack.reviews.map((review, at) => reviewHtml(review, words, at + 1)).join('\n')}
</body></html>
`;
}
