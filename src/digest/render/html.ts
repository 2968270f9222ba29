import { escapeHtml } from './escape.ts';
import type { Block, DigestView, Tone } from './view.ts';

/** Contrast of at least 4.5 : 1 on white (WCAG 1.4.3). */
const COLOURS: Readonly<Record<Tone, string>> = { red: '#b42318', plain: '#1a1a1a', quiet: '#5c5c5c' };
const LINK = '#0b57d0';
const FONT = "-apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, sans-serif";

/** Rendered once: the import takes 0.4 to 1 s and 99 MB, so only who sends a mail pays for it. */
const load = async () => (await import('mjml')).default;
let mjml: ReturnType<typeof load> | undefined;

/** The HTML part: no image, no font from elsewhere, no script, nothing that is fetched when it is read. */
export async function htmlOf(view: DigestView): Promise<string> {
  mjml ??= load();
  const render = await mjml;
  const { html, errors } = await render(mjmlOf(view), {
    fonts: {},
    validationLevel: 'strict',
    keepComments: false,
  });
  if (errors.length > 0) throw new Error(`The mail's layout has an error: ${errors[0]!.message}`);
  return html;
}

function mjmlOf({ language, subject, preheader, brand, blocks }: DigestView): string {
  return `<mjml lang="${language}" dir="ltr">
<mj-head>
<mj-title>${escapeHtml(subject)}</mj-title>
<mj-preview>${escapeHtml(preheader)}</mj-preview>
<mj-attributes>
<mj-all font-family="${FONT}" />
<mj-text font-size="16px" line-height="1.45" color="${COLOURS.plain}" padding="4px 16px" />
<mj-section padding="0" background-color="#ffffff" />
</mj-attributes>
</mj-head>
<mj-body width="640px" background-color="#ffffff">
<mj-section padding="16px 0 24px"><mj-column>
<mj-text font-size="22px" font-weight="700" padding="8px 16px"><h1 style="font-size:22px;margin:0"><bdi>${escapeHtml(brand)}</bdi></h1></mj-text>
${blocks.map(blockOf).join('\n')}
</mj-column></mj-section>
</mj-body>
</mjml>`;
}

const SMALL = `font-size:14px;color:${COLOURS.quiet}`;

function blockOf(block: Block): string {
  if (block.kind === 'title')
    return `<mj-text padding="22px 16px 4px"><h2 style="font-size:18px;margin:0">${escapeHtml(block.text)}</h2></mj-text>`;
  if (block.kind === 'subtitle')
    return `<mj-text padding="12px 16px 2px" font-weight="600"><h3 style="font-size:16px;margin:0">${escapeHtml(block.text)}</h3></mj-text>`;
  if (block.kind === 'figure') {
    const detail = block.detail === '' ? '' : `<div style="${SMALL}">${escapeHtml(block.detail)}</div>`;
    return `<mj-text>${linked(escapeHtml(block.text), block.link)}${detail}</mj-text>`;
  }
  if (block.kind === 'line') {
    if (block.text === '') return '<mj-divider border-width="1px" border-color="#d0d0d0" padding="22px 16px 8px" />';
    const size = block.tone === 'quiet' ? ' font-size="14px"' : '';
    return `<mj-text color="${COLOURS[block.tone]}"${size}>${linked(escapeHtml(block.text), block.link)}</mj-text>`;
  }
  return itemOf(block);
}

/** The red mark says nothing that the heading above does not say in words. */
function itemOf({ quote, facts, link, open, tone }: Extract<Block, { kind: 'item' }>): string {
  const mark = tone === 'red' ? COLOURS.red : '#c8c8c8';
  const text = `<bdi dir="auto">${escapeHtml(quote)}</bdi>`;
  const said =
    link === null
      ? text
      : `<a href="${escapeHtml(link)}" style="text-decoration:none;color:${COLOURS.plain}">${text}</a>`;
  const foot = `${escapeHtml(facts)}${link === null ? '' : ` · ${linked(escapeHtml(open), link)}`}`;
  return `<mj-text padding="6px 16px"><div style="border-left:3px solid ${mark};padding-left:10px">${said}<div style="${SMALL}">${foot}</div></div></mj-text>`;
}

function linked(html: string, link: string | null): string {
  return link === null
    ? html
    : `<a href="${escapeHtml(link)}" style="color:${LINK};text-decoration:underline">${html}</a>`;
}
