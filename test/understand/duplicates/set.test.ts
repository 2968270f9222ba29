import { describe, expect, test } from '@jest/globals';
import { makeLabelled } from '../../../bench/dedupe/make.ts';
import {
  compare,
  type DupInput,
  DuplicateSearch,
  findDuplicates,
  fingerprint,
} from '../../../src/understand/duplicates/index.ts';
import { toInput } from '../../../src/understand/duplicates/line.ts';
import { dupFigures } from '../../../src/understand/evaluate/duplicates.ts';
import { random, shuffle } from '../../../train/random.ts';
import { readWritten } from '../../../train/written.ts';
import { LANGUAGES, review, TEXTS } from './texts.ts';

const rows = makeLabelled(
  readWritten().map(({ language, text }) => ({ lang: language, text })),
  1500,
  11,
  1 / 3,
);
const inputs = rows.map(toInput);

describe('a set of labelled reviews, a third without their product', () => {
  test('copies and families are found, other opinions are not merged', () => {
    const places = findDuplicates(inputs);
    const figures = dupFigures(rows.map((row) => ({ row, place: places.get(row.id)! })));
    expect(figures.dup.f1).toBeGreaterThan(0.97);
    expect(figures.near.f1).toBeGreaterThan(0.95);
    const wrongly = new Map(figures.edits.map(({ edit, mergedWrongly, merged }) => [edit, { mergedWrongly, merged }]));
    expect(wrongly.get('template_swap')!.merged).toBeLessThan(0.02);
    expect(wrongly.get('neg_flip')!.merged).toBeLessThan(0.05);
    expect(wrongly.get('short_generic')!.mergedWrongly).toBeLessThan(0.01);
  });

  test('three random orders give the same clusters', () => {
    const first = new Map([...findDuplicates(inputs)].sort());
    for (const seed of [1, 2, 3]) {
      const mixed = [...inputs];
      shuffle(mixed, random(seed));
      expect(new Map([...findDuplicates(mixed)].sort())).toEqual(first);
    }
  });

  test('comparing is symmetric, and linked reviews share a band', () => {
    const prints = inputs.slice(0, 250).map(fingerprint);
    let linked = 0;
    let sharing = 0;
    for (const [i, a] of prints.entries())
      for (const b of prints.slice(i)) {
        const found = compare(a, b);
        expect(compare(b, a)).toEqual(found);
        if (found === null || a === b) continue;
        linked += 1;
        if (a.bands.some((band) => b.bands.includes(band))) sharing += 1;
      }
    expect(linked).toBeGreaterThan(10);
    expect(sharing / linked).toBeGreaterThan(0.97);
  });

  test('bands are short and few', () => {
    for (const { bands } of inputs.map(fingerprint)) {
      expect(bands.length).toBeLessThanOrEqual(40);
      expect(Math.max(0, ...bands.map((band) => band.length))).toBeLessThanOrEqual(16);
    }
  });

  test('one more review is found beside those that were placed', () => {
    const search = new DuplicateSearch();
    for (const input of inputs) search.add(input);
    const base = inputs.find(({ text }) => text.length > 150)!;
    search.place(() => undefined);
    const found = search.alike({ ...base, key: 'new', author: 'Somebody', day: null });
    expect(found).toContainEqual({ a: 'new', b: base.key, level: 'dup', similarity: 1 });
    expect(search.alike(review('Quite another thing that nobody ever said before in these words at all'))).toEqual([]);
  });
});

describe('many copies of one text', () => {
  test('a thousand exact and edited copies are one opinion', () => {
    const d = random(4);
    const vocabulary = LANGUAGES.flatMap((lang) => TEXTS[lang].split(' '));
    const copies = Array.from({ length: 1000 }, (_, i): DupInput => {
      const text = TEXTS.en
        .split(' ')
        .map((word) => (i % 2 === 0 && d() < 0.08 ? vocabulary[Math.floor(d() * vocabulary.length)]! : word));
      return review(text.join(' '));
    });
    const places = findDuplicates(copies);
    const sizes = new Map<string, number>();
    for (const { cluster } of places.values()) sizes.set(cluster, (sizes.get(cluster) ?? 0) + 1);
    expect(Math.max(...sizes.values())).toBeGreaterThan(970);
  });
});
