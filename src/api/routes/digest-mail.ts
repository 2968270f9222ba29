import { z } from 'zod';
import { defineRoute, type Route } from '../define-route.ts';
import type { ApiDeps } from '../settings.ts';
import { DigestPreviewQuery } from '../wire-loop.ts';

/**
 * Mails carry their styles in their tags, which the policy of the page refuses; this document has its own: styles and nothing else,
 * no scripts, no origin, framed by our page alone.
 */
const POLICY = [
  "default-src 'none'",
  "style-src 'unsafe-inline'",
  'img-src data:',
  "form-action 'none'",
  "frame-ancestors 'self'",
  'sandbox allow-popups allow-popups-to-escape-sandbox',
].join('; ');

/** The mail as a document of its own, for a frame in the page. */
export function digestMailRoutes({ digests }: ApiDeps): readonly Route[] {
  return [
    defineRoute({
      id: 'previewDigestMail',
      method: 'get',
      path: '/digest/preview.html',
      tag: 'digest',
      summary: 'What the mail would say now, as a mail program shows it',
      scope: 'read',
      query: DigestPreviewQuery.extend({ brand: z.string().max(100) }),
      status: 200,
      stream: { contentTypes: ['text/html'], description: 'The HTML part of the mail' },
      errors: ['not-found'],
      async handle({ query, res }) {
        const { html } = await digests.preview(query);
        res.set({
          'Content-Security-Policy': POLICY,
          'X-Frame-Options': 'SAMEORIGIN',
          'Cache-Control': 'no-store',
        });
        // A document without an origin cannot be keyed by one; browsers complain about the wish.
        res.removeHeader('Origin-Agent-Cluster');
        res.type('html').send(inNewTabs(html));
        return undefined;
      },
    }),
  ];
}

/** A click opens a tab: in the frame, pages refuse to be shown. */
function inNewTabs(html: string): string {
  return html.replace(/<head[^>]{0,200}>/i, (head) => `${head}<base target="_blank">`);
}
