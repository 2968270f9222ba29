import { attrOf, type Doc, textOf } from '../../src/collect/extract.ts';

type Card = ReturnType<Doc>;

/** Reviews in the microformats hReview and h-review, as the objects that JSON-LD would have, and their counters. */
export function hreviews(doc: Doc): readonly Record<string, unknown>[] {
  const reviews = doc('.hreview, .h-review')
    .get()
    .map((element) => reviewOf(doc, doc(element)));
  const counters = doc('.hreview-aggregate, .h-review-aggregate')
    .get()
    .map((element) => ({
      '@type': 'AggregateRating',
      reviewCount: printed(doc, doc(element).find('.count, .p-count')),
      ratingCount: printed(doc, doc(element).find('.votes, .p-votes')),
    }));
  return [...reviews, ...counters];
}

function reviewOf(doc: Doc, card: Card): Record<string, unknown> {
  const rating = card.find('.rating, .p-rating').first();
  const value = rating.find('.value');
  return {
    '@type': 'Review',
    author: printed(doc, first(card, ['.reviewer .fn', '.reviewer', '.p-author .p-name', '.p-author', '.p-reviewer'])),
    name: printed(doc, first(card, ['.summary', '.p-name', '.p-summary'])),
    reviewBody: printed(
      doc,
      first(card, ['.description', '.e-content', '.p-content', '.e-description', '.p-description']),
    ),
    datePublished: printed(doc, first(card, ['.dtreviewed', '.dt-published', '.dt-reviewed'])),
    reviewRating: {
      '@type': 'Rating',
      ratingValue: printed(doc, value.length > 0 ? value : rating),
      bestRating: printed(doc, first(card, ['.rating .best', '.p-best'])),
      worstRating: printed(doc, first(card, ['.rating .worst', '.p-worst'])),
    },
    itemReviewed: { '@type': 'Thing', name: printed(doc, first(card, ['.item .fn', '.p-item .p-name', '.p-item'])) },
  };
}

function first(card: Card, selectors: readonly string[]): Card {
  for (const selector of selectors) {
    const found = card.find(selector).first();
    if (found.length > 0) return found;
  }
  return card.find(selectors[0]!);
}

/** The value-class pattern: `<span class="value-title" title="2012-01-31">`, a title on `abbr`, a machine-readable time, else the text. */
function printed(doc: Doc, node: Card): string | null {
  const [element] = node.get();
  if (element === undefined) return null;
  const titled = node.find('.value-title').first();
  if (titled.length > 0) return attrOf(titled, 'title');
  const time = node.is('time, [datetime]') ? node : node.find('time').first();
  const abbreviated = node.is('abbr, span[title]') ? attrOf(node, 'title') : null;
  return attrOf(time, 'datetime') ?? attrOf(node, 'content') ?? abbreviated ?? textOf(doc(element));
}
