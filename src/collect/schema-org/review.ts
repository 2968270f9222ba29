import { certainDate } from '../certain-date.ts';
import { absoluteUrl, orNull } from '../extract.ts';
import type { Page } from '../page.ts';
import type { RawReview } from '../scraper.ts';
import type { FoundReview, SchemaGraph } from './graph.ts';
import { type PrintedRating, ratingOf } from './rating.ts';
import { isNode, listOf, propertyOf, type SchemaNode, textOfValue, typesOf } from './values.ts';

export interface ReviewContext {
  readonly page: Page;
  readonly graph: SchemaGraph;
  /** IANA zone of times that name none; without it such a time is read as its day. */
  readonly timeZone?: string;
}

/** A review without its final rating: the scale is settled when all ratings of the page are known. */
export interface DraftReview {
  readonly review: RawReview;
  readonly printed: PrintedRating | null;
  readonly found: FoundReview;
}

/** Reads one review node; names of schema.org first, then those of data-vocabulary.org. */
export function readReview(found: FoundReview, context: ReviewContext): DraftReview {
  const { node } = found;
  const { page, graph } = context;
  const about = itemOf(found, graph);
  const author = authorOf(propertyOf(node, 'author', 'reviewer', 'creator'), graph);
  const published = dateOf(propertyOf(node, 'datePublished', 'dtreviewed', 'dateCreated', 'uploadDate'), context);
  const edited = dateOf(propertyOf(node, 'dateModified'), context);
  const title = textOfValue(propertyOf(node, 'headline', 'name', 'summary', 'alternativeHeadline'));
  const reply = replyOf(node, about, context);
  const review: RawReview = {
    externalId: idOf(node),
    author: author.name,
    authorId: author.id,
    rating: null,
    ratingScale: null,
    // Sloppy markup repeats the reviewer's name as the name of the review.
    title: title === author.name ? null : title,
    text: textOfValue(propertyOf(node, 'reviewBody', 'description', 'text', 'articleBody')),
    pros: notesOf(propertyOf(node, 'positiveNotes', 'pros'), graph),
    cons: notesOf(propertyOf(node, 'negativeNotes', 'cons'), graph),
    publishedAt: published.at,
    publishedOn: published.on,
    editedAt: edited.at,
    url: absoluteUrl(addressOf(propertyOf(node, 'url')), page),
    likes: likesOf(node),
    replyText: reply.text,
    replyAt: reply.at,
    verified: null,
    productName: about
      ? textOfValue(propertyOf(about, 'name'))
      : textOfValue(propertyOf(node, 'itemReviewed', 'itemreviewed')),
    productId: about ? textOfValue(listOf(propertyOf(about, 'sku', 'productID', 'gtin13', 'gtin'))[0]) : null,
    language: languageOf(propertyOf(node, 'inLanguage')),
  };
  return { review, printed: ratingOf(node, graph.resolve), found };
}

function itemOf(found: FoundReview, graph: SchemaGraph): SchemaNode | null {
  const named = listOf(propertyOf(found.node, 'itemReviewed', 'itemreviewed')).find(isNode);
  return named ? graph.resolve(named) : found.about;
}

/** `@id`, else `identifier`. Blank nodes (`_:b0`) are numbered anew on each visit. */
function idOf(node: SchemaNode): string | null {
  const id = node['@id'];
  if (typeof id === 'string' && id.trim() !== '' && !id.startsWith('_:')) return id.trim();
  const [identifier] = listOf(propertyOf(node, 'identifier'));
  return textOfValue(isNode(identifier) ? propertyOf(identifier, 'value') : identifier);
}

function authorOf(value: unknown, graph: SchemaGraph): { name: string | null; id: string | null } {
  const people = listOf(value)
    .slice(0, 20)
    .map((one) => (isNode(one) ? graph.resolve(one) : one));
  const names = people.map((one) => (isNode(one) ? personName(one) : textOfValue(one))).filter((name) => name !== null);
  const [first] = people;
  const id = isNode(first) ? first['@id'] : null;
  return {
    name: orNull([...new Set(names)].join(', ')),
    id: typeof id === 'string' && !id.startsWith('_:') && people.length === 1 ? id : null,
  };
}

function personName(person: SchemaNode): string | null {
  const whole = textOfValue(listOf(propertyOf(person, 'name', 'alternateName', 'fn', 'nickname'))[0]);
  if (whole !== null) return whole;
  const parts = ['givenName', 'familyName'].map((part) => textOfValue(propertyOf(person, part)));
  return orNull(parts.filter((part) => part !== null).join(' ')) ?? textOfValue(person);
}

function dateOf(value: unknown, { page, timeZone }: ReviewContext): { at: string | null; on: string | null } {
  const date = certainDate(textOfValue(listOf(value)[0]), { fetchedAt: page.fetchedAt, timeZone });
  return { at: date?.at ?? null, on: date?.on ?? null };
}

/** A note is a string, a list of them, or an ItemList of ListItems. */
function notesOf(value: unknown, graph: SchemaGraph): string | null {
  const notes = listOf(value)
    .map((one) => (isNode(one) ? graph.resolve(one) : one))
    .flatMap((one) => (isNode(one) ? listOf(propertyOf(one, 'itemListElement') ?? one) : [one]))
    .map((one) => (isNode(one) && propertyOf(one, 'name') === undefined ? propertyOf(one, 'item', 'text') : one));
  return textOfValue(notes);
}

function addressOf(value: unknown): string | null {
  const [first] = listOf(value);
  if (typeof first === 'string') return first;
  return isNode(first) && typeof first['@id'] === 'string' ? first['@id'] : null;
}

function likesOf(node: SchemaNode): number | null {
  const counted = propertyOf(node, 'upvoteCount');
  const statistics = listOf(propertyOf(node, 'interactionStatistic')).filter(isNode);
  const liked = statistics.find((one) => {
    const kind = propertyOf(one, 'interactionType');
    const name = isNode(kind) ? typesOf(kind).join() : String(kind);
    return /(?:Like|Agree|Upvote)(?:Action)?$/i.test(name);
  });
  const printed = textOfValue(counted ?? (liked && propertyOf(liked, 'userInteractionCount')));
  return printed !== null && /^\d{1,12}$/.test(printed) ? Number(printed) : null;
}

const SELLERS = /Organization|Business|Store|Corporation|Restaurant|Hotel|Brand/;

/** A comment is the owner's reply only when an organisation wrote it, or somebody who is named like the reviewed thing. */
function replyOf(
  node: SchemaNode,
  about: SchemaNode | null,
  context: ReviewContext,
): { text: string | null; at: string | null } {
  const item = about && textOfValue(propertyOf(about, 'name'));
  for (const comment of listOf(propertyOf(node, 'comment', 'comments', 'response', 'ownerReply')).filter(isNode)) {
    const writer = listOf(propertyOf(comment, 'author', 'creator'))[0];
    const person = isNode(writer) ? context.graph.resolve(writer) : null;
    const name = person ? personName(person) : textOfValue(writer);
    if (!(person && typesOf(person).some((type) => SELLERS.test(type))) && !(name !== null && name === item)) continue;
    const text = textOfValue(propertyOf(comment, 'text', 'description', 'commentText'));
    if (text !== null) return { text, at: dateOf(propertyOf(comment, 'datePublished', 'dateCreated'), context).at };
  }
  return { text: null, at: null };
}

function languageOf(value: unknown): string | null {
  const [first] = listOf(value);
  const code = isNode(first) ? propertyOf(first, 'alternateName', '@id', 'name') : first;
  return typeof code === 'string' ? (/^([a-z]{2})(?:[-_]|$)/i.exec(code.trim())?.[1]?.toLowerCase() ?? null) : null;
}
