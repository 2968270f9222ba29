import type { DigestContent, Language, RenderedDigest } from '../content.ts';
import { htmlOf } from './html.ts';
import { textOf } from './text.ts';
import { viewOf } from './view.ts';

/** Subject, HTML part and text part in one language. The first call loads the renderer of HTML. */
export async function renderDigest(content: DigestContent, language: Language): Promise<RenderedDigest> {
  const view = viewOf(content, language);
  return { subject: view.subject, html: await htmlOf(view), text: textOf(view) };
}
