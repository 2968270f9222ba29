import { describe, expect, test } from '@jest/globals';
import { folded } from '../../src/demo/draft.ts';
import { demoBrand, demoTargets } from '../../src/demo/places.ts';
import { tellStory } from '../../src/demo/story.ts';
import { contentAt, type DemoReview, isShown } from '../../src/demo/truth.ts';
import { Brand } from '../../src/domain/brand.ts';
import { cpuMs } from '../cpu.ts';

const now = '2026-11-20T09:00:00.000Z';
const truth = tellStory({ seed: 7, now });
const seeds = [1, 2, 3, 7, 42, 2026].map((seed) => tellStory({ seed, now }));

function count(reviews: readonly DemoReview[], which: (review: DemoReview) => unknown): number {
  return reviews.filter(which).length;
}

test('the same seed tells the same story, another seed another one', () => {
  expect(tellStory({ seed: 7, now })).toEqual(truth);
  expect(tellStory({ seed: 8, now }).reviews[0]!.content).not.toEqual(truth.reviews[0]!.content);
});

test('the texts depend on the seed alone, the dates on the instant at which the story ends', () => {
  const later = tellStory({ seed: 7, now: '2027-03-01T22:13:05.123Z' });
  const texts = (story: typeof truth) => story.reviews.map((review) => JSON.stringify(review.content)).sort();
  expect(texts(later)).toEqual(texts(truth));
});

test('a story is told in no time: a start does not wait for it', () => {
  expect(cpuMs(() => tellStory({ seed: 99, now }))).toBeLessThan(500);
});

describe.each(seeds)('seed $seed', ({ reviews, silent, burst, wave, launch }) => {
  test('has some four hundred reviews in three languages, Russian most of all', () => {
    expect(reviews.length).toBeGreaterThan(380);
    expect(count(reviews, ({ language }) => language === 'ru')).toBeGreaterThan(reviews.length / 2);
    expect(count(reviews, ({ language }) => language === 'en')).toBeGreaterThan(50);
    expect(count(reviews, ({ language }) => language === 'nl')).toBeGreaterThan(50);
  });

  test('plants what it says', () => {
    expect(count(reviews, ({ paid }) => paid)).toBe(26);
    expect(count(reviews, ({ incident }) => incident)).toBe(38);
    expect(count(reviews, ({ launch: isLaunch }) => isLaunch)).toBe(18);
    expect(count(reviews, ({ copyOf }) => copyOf)).toBe(14);
    expect(count(reviews, ({ edited }) => edited)).toBe(10);
    expect(count(reviews, ({ vanishes }) => vanishes)).toBe(5);
    expect(count(reviews, ({ arrives }) => arrives === 2)).toBe(8);
    expect(count(reviews, ({ hostile }) => hostile)).toBe(8);
    expect(count(reviews, ({ contacts }) => contacts.length)).toBe(4);
    expect(count(reviews, ({ content }) => content.text === null)).toBeGreaterThan(5);
  });

  test('keeps bought praise, the wave and the silent page within their time', () => {
    for (const review of reviews) {
      if (review.paid) {
        expect(review.publishedAt > burst.from && review.publishedAt < burst.to).toBe(true);
        expect(review.content.stars).toBe(5);
      }
      if (review.incident) {
        expect(review.publishedAt > wave.from && review.publishedAt < wave.to).toBe(true);
        expect([1, 2, null]).toContain(review.content.stars);
      }
      if (review.launch) expect(review.publishedAt > launch.from && review.publishedAt < launch.to).toBe(true);
      if (review.page === silent.page) expect(review.publishedAt < silent.since).toBe(true);
      expect(review.publishedAt < now).toBe(true);
    }
  });

  test('no two texts are alike but copies and their originals', () => {
    const byText = Map.groupBy(
      reviews.filter(({ content }) => content.text !== null),
      ({ content }) => folded(content.text!),
    );
    for (const group of byText.values()) {
      const originals = new Set(group.map((review) => review.copyOf ?? review.id));
      expect(originals.size).toBe(1);
    }
  });

  test('leaves no slot or mark of the writers in a text', () => {
    for (const review of reviews.filter(({ hostile }) => !hostile)) {
      for (const { text, pros, cons, title } of [contentAt(review, 1), contentAt(review, 2)]) {
        expect(`${text} ${pros} ${cons} ${title}`).not.toMatch(/[{}|[\]]|undefined/);
      }
    }
  });

  test('copies stand on another site, later, and say the same', () => {
    const byId = new Map(reviews.map((review) => [review.id, review]));
    for (const copy of reviews.filter(({ copyOf }) => copyOf)) {
      const original = byId.get(copy.copyOf!)!;
      expect(copy.site).not.toBe(original.site);
      expect(copy.publishedAt > original.publishedAt).toBe(true);
      expect(folded(copy.content.text!)).toBe(folded(original.content.text!));
      if (!copy.retyped) expect(copy.content.text).toBe(original.content.text);
    }
  });

  test('an edit changes the beginning of the text, and nobody both edits and vanishes', () => {
    for (const review of reviews.filter(({ edited }) => edited)) {
      expect(review.edited!.content.text!.slice(0, 20)).not.toBe(review.content.text!.slice(0, 20));
      expect(isShown(review, 2)).toBe(true);
    }
  });

  test('ids are the pages own and grow with time', () => {
    expect(new Set(reviews.map(({ site, externalId }) => `${site} ${externalId}`)).size).toBe(reviews.length);
    const ids = reviews.filter(({ site }) => site === 'otzovik').map(({ externalId }) => Number(externalId));
    expect(ids).toEqual([...ids].sort((a, b) => b - a));
  });
});

test('the brand is a valid one and says that it is made up', () => {
  expect(Brand.parse(demoBrand())).toEqual(demoBrand());
  expect(demoBrand().madeUp).toBe(true);
  expect(demoTargets()).toHaveLength(8);
});
