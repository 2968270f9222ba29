import { LayoutChanged } from '../../errors.ts';
import { isNode, listOf, localName, propertyOf, type SchemaNode, textOfValue, typesOf } from './values.ts';

/** A review as the data holds it. `about`: the thing it is listed under; `block`: which script or scope it was found in. */
export interface FoundReview {
  readonly node: SchemaNode;
  readonly about: SchemaNode | null;
  readonly block: number;
}

/** An AggregateRating. Counts are null where it does not say them. */
export interface Counter {
  readonly about: SchemaNode | null;
  readonly reviews: number | null;
  readonly ratings: number | null;
  readonly best: number | null;
}

export interface SchemaGraph {
  readonly reviews: readonly FoundReview[];
  readonly counters: readonly Counter[];
  /** The data has a `review` list, and it is empty: the site's own word that there is none. */
  readonly hasEmptyList: boolean;
  /** The node itself, or the full node that a bare `{"@id"}` points to. */
  resolve(node: SchemaNode): SchemaNode;
}

/** schema.org/Review and its kinds that customers write, and data-vocabulary.org/Review. Not ClaimReview, not MediaReview. */
const REVIEW_TYPES = new Set(['Review', 'UserReview', 'CriticReview', 'EmployerReview', 'Recommendation']);
/** They are about claims and pictures, and share some words with reviews of customers. */
const NOT_REVIEWS = new Set(['ClaimReview', 'MediaReview']);
const COUNTER_TYPES = new Set(['AggregateRating', 'EmployerAggregateRating', 'Review-aggregate', 'RatingAggregate']);
/** Values looked at per page; the biggest real page met has 4,000. */
const MAX_VALUES = 500_000;
/** The longest real list met has 78. */
const MAX_REVIEWS = 10_000;

interface Step {
  readonly value: unknown;
  readonly key: string;
  readonly parent: SchemaNode | null;
  readonly block: number;
}

/** Finds all reviews and counters, in the order of the page. Iterative: hostile data nests 100,000 deep. */
export function readGraph(blocks: readonly unknown[]): SchemaGraph {
  const reviews: FoundReview[] = [];
  const counters: Counter[] = [];
  const full = new Map<string, SchemaNode>();
  const listedUnder = new Map<string, SchemaNode>();
  let hasEmptyList = false;
  let left = MAX_VALUES;
  const stack: Step[] = blocks.map((value, block) => ({ value, key: '', parent: null, block })).reverse();
  for (let step = stack.pop(); step !== undefined; step = stack.pop()) {
    left -= 1;
    if (left < 0 || reviews.length > MAX_REVIEWS)
      throw new LayoutChanged('The page holds more data than a page of reviews does');
    const { value, key, parent, block } = step;
    if (Array.isArray(value)) {
      if (value.length === 0 && parent !== null && isListName(key)) hasEmptyList = true;
      for (let at = value.length - 1; at >= 0; at -= 1) stack.push({ ...step, value: value[at] });
      continue;
    }
    if (!isNode(value)) continue;
    const id = value['@id'];
    if (typeof id === 'string' && isReference(value)) {
      if (parent !== null && isListName(key)) listedUnder.set(id, parent);
      continue;
    }
    if (typeof id === 'string' && !full.has(id)) full.set(id, value);
    if (isReview(value, key)) reviews.push({ node: value, about: isListName(key) ? parent : null, block });
    else if (isCounter(value, key)) counters.push(counterOf(value, parent));
    const entries = Object.entries(value);
    for (let at = entries.length - 1; at >= 0; at -= 1) {
      const [name, inner] = entries[at]!;
      if (typeof inner === 'object' && inner !== null)
        stack.push({ value: inner, key: localName(name).toLowerCase(), parent: value, block });
    }
  }
  return {
    reviews: reviews.map((found) => ({
      ...found,
      about: found.about ?? listedUnder.get(String(found.node['@id'])) ?? null,
    })),
    counters,
    hasEmptyList,
    resolve: (node) => (isReference(node) ? (full.get(String(node['@id'])) ?? node) : node),
  };
}

function isReference(node: SchemaNode): boolean {
  return typeof node['@id'] === 'string' && Object.keys(node).every((key) => key === '@id' || key === '@type');
}

function isListName(key: string): boolean {
  return key === 'review' || key === 'reviews';
}

/** By its type; where that is missing or one that nobody knows, by the words that only a review has, or as one of a list of reviews. */
function isReview(node: SchemaNode, key: string): boolean {
  const types = typesOf(node);
  if (types.some((type) => REVIEW_TYPES.has(type))) return true;
  if (types.some((type) => NOT_REVIEWS.has(type))) return false;
  if (propertyOf(node, 'reviewBody', 'reviewer') !== undefined) return true;
  if (types.length === 0 && propertyOf(node, 'reviewRating') !== undefined) return true;
  return isListName(key) && propertyOf(node, 'description', 'rating', 'reviewRating') !== undefined;
}

function isCounter(node: SchemaNode, key: string): boolean {
  return key === 'aggregaterating' || typesOf(node).some((type) => COUNTER_TYPES.has(type));
}

function counterOf(node: SchemaNode, about: SchemaNode | null): Counter {
  const nested = listOf(propertyOf(node, 'rating')).find(isNode);
  return {
    about,
    reviews: wholeNumber(propertyOf(node, 'reviewCount', 'count')),
    ratings: wholeNumber(propertyOf(node, 'ratingCount', 'votes')),
    best: wholeNumber(propertyOf(node, 'bestRating', 'best') ?? (nested && propertyOf(nested, 'bestRating', 'best'))),
  };
}

/** `11`, `"1,234"`, `"1 234 reviews"` -> a whole number. */
function wholeNumber(value: unknown): number | null {
  const printed = textOfValue(listOf(value)[0]);
  const digits = printed?.slice(0, 60).match(/\d[\d\s.,'’]*/u)?.[0];
  if (digits === undefined) return null;
  const whole = /^\d+[.,]\d{1,2}\s*$/.test(digits) ? Number.parseInt(digits, 10) : Number(digits.replaceAll(/\D/g, ''));
  return Number.isSafeInteger(whole) ? whole : null;
}
