import { addresses, places } from '../places.ts';
import { contentAt, type DemoReview, shownOn } from '../truth.ts';
import { type DemoAnswer, type DemoRequest, html, htmlAnswer, MADE_UP } from './answer.ts';

const PER_PAGE = 20;
const TITLE = places.find((place) => place.page === 'telegram-channel')!.name;

/** The public preview of a channel: the newest messages, the oldest of them first; older ones by `?before=`. */
export function telegram({ url, truth, visit }: DemoRequest): DemoAnswer | null {
  if (url.pathname.replace(/\/$/, '') !== `/s/${addresses.channel}`) return null;
  const before = Number(url.searchParams.get('before') ?? '') || Number.POSITIVE_INFINITY;
  const older = shownOn(truth, 'telegram-channel', visit).filter((review) => number(review) < before);
  const messages = older.slice(0, PER_PAGE).reverse();
  const oldest = messages[0];
  const more = oldest !== undefined && older.length > PER_PAGE ? number(oldest) : null;
  return htmlAnswer(page(messages, more, visit));
}

function number(review: DemoReview): number {
  return Number(review.externalId.split('/')[1]);
}

function page(messages: readonly DemoReview[], more: number | null, visit: 1 | 2): string {
  const { channel } = addresses;
  const older = more === null ? '' : `/s/${channel}?before=${more}`;
  return `<!DOCTYPE html>
<html>
  <head>
    <meta charset="utf-8">
    <title>${TITLE} – Telegram (${MADE_UP})</title>
    <meta property="og:title" content="${TITLE}">
    <meta property="og:site_name" content="Telegram">
    <meta property="og:description" content="${MADE_UP}">
    ${older ? `<link rel="prev" href="${older}">` : ''}
    <link rel="canonical" href="/s/${channel}">
  </head>
  <body class="widget_frame_base tgme_webpreview emoji_image thin_box_shadow">
<header class="tgme_header search_collapsed">
  <div class="tgme_container">
    <div class="tgme_header_right_column">
      <section class="tgme_right_column">
        <div class="tgme_channel_info">
          <div class="tgme_channel_info_header">
            <div class="tgme_channel_info_header_title_wrap">
              <div class="tgme_channel_info_header_title"><span dir="auto">${TITLE}</span></div>
            </div>
            <div class="tgme_channel_info_header_username"><a href="https://t.me/${channel}">@${channel}</a></div>
          </div>
          <div class="tgme_channel_info_counters"><div class="tgme_channel_info_counter"><span class="counter_value">2.4K</span> <span class="counter_type">subscribers</span></div></div>
          <div class="tgme_channel_info_description">${MADE_UP}: такого канала нет</div>
        </div>
      </section>
    </div>
  </div>
</header>
<main class="tgme_main" data-url="/${channel}">
  <div class="tgme_container">
    <section class="tgme_channel_history js-message_history">
      ${older ? `<div class="tgme_widget_message_centered js-messages_more_wrap"><a href="${older}" class="tme_messages_more js-messages_more" data-before="${more}"></a></div>` : ''}
${messages.map((review) => message(review, visit)).join('\n')}
    </section>
  </div>
</main>
  </body>
</html>
`;
}

function message(review: DemoReview, visit: 1 | 2): string {
  const id = review.externalId;
  const text = contentAt(review, visit).text ?? '';
  const edited = visit === 2 && review.edited ? 'edited &nbsp;' : '';
  const views = `${(number(review) % 40) / 10 + 0.6}`.slice(0, 3);
  const time = `${review.publishedAt.slice(0, 19)}+00:00`;
  return `<div class="tgme_widget_message_wrap js-widget_message_wrap"><div class="tgme_widget_message text_not_supported_wrap js-widget_message" data-post="${id}">
  <div class="tgme_widget_message_user"><a href="https://t.me/${addresses.channel}"><i class="tgme_widget_message_user_photo bgcolor2" data-content="Ч"></i></a></div>
  <div class="tgme_widget_message_bubble">
    <div class="tgme_widget_message_author accent_color"><a class="tgme_widget_message_owner_name" href="https://t.me/${addresses.channel}"><span dir="auto">${TITLE}</span></a></div>
<div class="tgme_widget_message_text js-message_text" dir="auto">${rich(text)}</div>
<div class="tgme_widget_message_footer compact js-message_footer">
  <div class="tgme_widget_message_info short js-message_info">
    <span class="tgme_widget_message_views">${views}K</span><span class="copyonly"> views</span><span class="tgme_widget_message_meta">${edited}<span class="tgme_widget_message_from_author" dir="auto">${html(review.author.name)}</span>,&nbsp;<a class="tgme_widget_message_date" href="https://t.me/${id}"><time datetime="${time}" class="time">${time.slice(11, 16)}</time></a></span>
  </div>
</div>
  </div>
</div></div>`;
}

const EMOJI = /\p{Extended_Pictographic}(?:\p{Emoji_Modifier}|\uFE0F|\u200D\p{Extended_Pictographic})*/gu;

/** Line breaks, hashtags and emoji as the site marks them. */
function rich(text: string): string {
  return html(text)
    .replaceAll('\n', '<br/>')
    .replace(/(^|\s)#([\p{L}\p{N}_]+)/gu, (_, space: string, tag: string) => {
      return `${space}<a href="?q=%23${encodeURIComponent(tag)}">#${tag}</a>`;
    })
    .replace(EMOJI, (emoji) => `<i class="emoji"><b>${emoji}</b></i>`);
}
