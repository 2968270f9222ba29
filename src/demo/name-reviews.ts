import type { Draft } from './draft.ts';
import { addresses, places } from './places.ts';
import type { DemoReview } from './truth.ts';

/** Gives every review its name in the story and the id that its site prints: both grow with time, as they do on the sites. */
export function nameReviews(drafts: readonly Draft[]): DemoReview[] {
  const sorted = [...drafts].sort((a, b) => a.publishedAt.localeCompare(b.publishedAt));
  const ids = new Map(sorted.map((draft, index) => [draft, `r${String(index + 1).padStart(4, '0')}`]));
  const counts = new Map<string, number>();
  const named = sorted.map((draft): DemoReview => {
    const count = (counts.get(draft.page) ?? 0) + 1;
    counts.set(draft.page, count);
    const { copyDraft, ...review } = draft;
    return {
      ...review,
      publishedAt: wholeSecond(draft.publishedAt),
      reply: draft.reply && { ...draft.reply, at: wholeSecond(draft.reply.at) },
      id: ids.get(draft)!,
      externalId: externalId(draft, count),
      copyOf: copyDraft ? ids.get(copyDraft)! : null,
    };
  });
  return named.reverse();
}

/** Sites print no parts of a second. */
function wholeSecond(iso: string): string {
  return `${iso.slice(0, 19)}.000Z`;
}

function externalId(draft: Draft, count: number): string {
  switch (draft.site) {
    case 'otzovik':
      return String(990_000_000 + count * 37);
    case '2gis':
      return String(9_900_000_000 + count * 11);
    case 'wildberries':
      return `DemoMadeUp${String(count * 7919).padStart(10, '0')}`;
    case 'telegram':
      return `${addresses.channel}/${count * 3}`;
    case 'jsonld':
      return `${places.find((place) => place.page === draft.page)!.url}#review-${count}`;
  }
}
