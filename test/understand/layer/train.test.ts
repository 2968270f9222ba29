import { beforeAll, describe, expect, test } from '@jest/globals';
import { loadModels, type Models, readText } from '../../../src/understand/index.ts';
import { type Layer, packLayer, unpackLayer } from '../../../src/understand/layer/layer.ts';
import { answerTo, isHeldBack, type Lesson } from '../../../src/understand/layer/lessons.ts';
import { train } from '../../../src/understand/layer/train.ts';
import { BRAND, chance, lessonOf, type MadeUp, reviews, type Said } from './texts.ts';

const LABELS = ['negative', 'neutral', 'positive'] as const;
const TEXTS = reviews(960);
let models: Models;
beforeAll(async () => {
  models = await loadModels();
});

function lessons(say: (text: MadeUp, index: number) => Said): Lesson[] {
  return TEXTS.map((text, index) => lessonOf(text, models, say(text, index)));
}

/** Every second text with slang is corrected, as a person would who meets it; `count` of them. */
function slangCorrected(count = Number.POSITIVE_INFINITY): Lesson[] {
  let said = 0;
  return lessons(({ manner }, index) =>
    manner === 'slang' && index % 8 === 3 && said++ < count ? { sentiment: 'positive' } : {},
  );
}

const label = (lesson: Lesson, layer: Layer | null): string => answerTo(lesson, layer).label;
const share = (list: readonly Lesson[], layer: Layer | null, wanted: string): number =>
  list.filter((one) => label(one, layer) === wanted).length / list.length;

describe('what people say otherwise than the models', () => {
  test('is learned from corrections, found in texts that nobody corrected, and leaves the others as they are', () => {
    const list = slangCorrected();
    const { outcome, layer, heldBack, changed } = train(list, models.version, null);
    expect(outcome).toBe('better');
    const { corrected, others } = heldBack;
    expect(corrected.n).toBe(list.filter(({ group, said }) => said.sentiment !== null && isHeldBack(group)).length);
    expect(corrected.n).toBeGreaterThan(10);
    expect(corrected.after.accuracy!).toBeGreaterThan(corrected.before.accuracy! + 0.4);
    expect(corrected.after.macroF1!).toBeGreaterThan(corrected.before.macroF1!);
    expect(corrected.fixed - corrected.broken).toBe(
      Math.round((corrected.after.accuracy! - corrected.before.accuracy!) * corrected.n),
    );
    const alone = list.filter(({ said }, index) => said.sentiment === null && TEXTS[index]!.manner === 'slang');
    expect(share(alone, null, 'positive')).toBeLessThan(0.3);
    expect(share(alone, layer, 'positive')).toBeGreaterThan(0.5);
    // Also those that are held back change: they are texts with slang that nobody corrected.
    const plain = list.filter((_, index) => TEXTS[index]!.manner !== 'slang');
    const moved = plain.filter((one) => label(one, layer) !== label(one, null));
    expect(moved.length / plain.length).toBeLessThan(0.1);
    expect(others.changed).toBeLessThan(others.n);
    expect(changed.changed).toBe(list.filter((one) => label(one, layer) !== label(one, null)).length);
    expect(changed.flows.reduce((sum, { n }) => sum + n, 0)).toBe(changed.changed);
  });

  test('the figures are of texts that were not learned from: their corrections change no weight', () => {
    const list = slangCorrected();
    const otherwise = list.map((one) =>
      isHeldBack(one.group) && one.said.sentiment !== null
        ? { ...one, said: { ...one.said, sentiment: 'negative' as const } }
        : one,
    );
    const [one, other] = [train(list, models.version, null), train(otherwise, models.version, null)];
    expect(other.layer?.id).toBe(one.layer?.id);
    expect(other.heldBack.corrected.after.accuracy!).toBeLessThan(0.5);
    expect(other.outcome).not.toBe('better');
  });

  test('is learned from stars alone, which move the side and no more', () => {
    const list = lessons(({ manner }) => ({ stars: manner === 'plain' ? undefined : manner === 'bad' ? 1 : 5 }));
    const { outcome, layer, heldBack } = train(list, models.version, null);
    expect(outcome).toBe('better');
    expect(heldBack.starred.after.accuracy!).toBeGreaterThan(heldBack.starred.before.accuracy! + 0.05);
    const plain = list.filter((_, index) => TEXTS[index]!.manner === 'plain');
    const moved = plain.filter((one) => label(one, layer) !== label(one, null));
    expect(moved.length / plain.length).toBeLessThan(0.1);
  });

  test('a kind of text is learned from corrected kinds, and the mood stays', () => {
    const told = lessons(({ manner }, index) =>
      manner === 'plain' && index % 16 !== 2 ? { kind: 'advertisement' } : {},
    );
    const learned = train(told, models.version, null);
    expect(learned.outcome).toBe('better');
    expect(learned.heldBack.kinds.after.accuracy!).toBeGreaterThan(learned.heldBack.kinds.before.accuracy! + 0.3);
    expect(learned.changed.changed).toBe(0);
    const alone = told.filter(({ said }, index) => said.kind === null && TEXTS[index]!.manner === 'plain');
    expect(alone.filter((one) => answerTo(one, learned.layer).sort === 'advertisement').length).toBeGreaterThan(
      alone.length / 4,
    );
  });
});

describe('what nobody could learn', () => {
  test('corrections by chance are not kept', () => {
    const outcomes = Array.from({ length: 6 }, (_, seed) => {
      const random = chance(seed + 1);
      const list = lessons(() => (random() < 0.15 ? { sentiment: LABELS[Math.floor(random() * 3)]! } : {}));
      return train(list, models.version, null).outcome;
    });
    expect(outcomes.filter((one) => one === 'better')).toEqual([]);
  });

  test('nor are stars by chance', () => {
    const outcomes = Array.from({ length: 6 }, (_, seed) => {
      const random = chance(seed + 1);
      return train(
        lessons(() => ({ stars: random() < 0.5 ? 1 : 5 })),
        models.version,
        null,
      ).outcome;
    });
    expect(outcomes.filter((one) => one === 'better')).toEqual([]);
  });

  test('ten corrections turn no answer that was clear, whatever they say', () => {
    const list = lessons(({ manner }, index) => (manner === 'good' && index < 50 ? { sentiment: 'negative' } : {}));
    expect(list.filter(({ said }) => said.sentiment !== null).length).toBeGreaterThanOrEqual(10);
    const { layer } = train(list, models.version, null);
    const clear = list.filter((one) => answerTo(one, null).confidence > 0.7);
    expect(clear.length).toBeGreaterThan(100);
    expect(clear.filter((one) => label(one, layer) !== label(one, null))).toEqual([]);
  });

  test('no corrections and no stars are nothing to learn from', () => {
    const list = lessons(() => ({}));
    expect(train(list, models.version, null)).toMatchObject({ outcome: 'nothing-said', layer: null });
    expect(train([], models.version, null)).toMatchObject({ outcome: 'nothing-said', layer: null });
  });
});

describe('a layer', () => {
  test('is the same for the same lessons in any order, and then nothing new', () => {
    const list = slangCorrected();
    const one = train(list, models.version, null);
    const other = train([...list].reverse(), models.version, one.layer);
    expect(other.layer?.id).toBe(one.layer?.id);
    expect(other.outcome).toBe('same');
    expect(other.changed.changed).toBe(0);
  });

  test('that is learned from worse words does not take the place of a better one', () => {
    const better = train(slangCorrected(), models.version, null);
    const random = chance(3);
    const list = slangCorrected().map((one) => ({
      ...one,
      // A few hurried corrections the other way round, where the texts that are held back stay as they were.
      said:
        one.said.sentiment !== null && !isHeldBack(one.group) && random() < 0.8
          ? { ...one.said, sentiment: 'negative' as const }
          : one.said,
    }));
    expect(['worse', 'nothing-learned']).toContain(train(list, models.version, better.layer).outcome);
  });

  test('is packed small, comes back as it was, and reads a text as it was measured', () => {
    const list = slangCorrected();
    const { layer } = train(list, models.version, null);
    const packed = packLayer(layer!);
    expect(packed.bytes.length).toBeLessThan(64_000);
    const back = unpackLayer(packed);
    expect(packLayer(back)).toEqual(packed);
    for (const [index, one] of list.entries()) {
      const input = { title: null, text: TEXTS[index]!.text, pros: null, cons: null, declaredLanguage: null };
      const read = readText({ ...input, correctedLanguage: 'en', brand: BRAND }, { ...models, layer: back });
      const { sort: _, sortConfidence: __, ...sentiment } = answerTo(one, layer);
      expect(read.sentiment).toEqual(sentiment);
    }
    expect(() => unpackLayer({ id: 'x', bytes: packed.bytes.slice(0, 100) })).toThrow();
  });

  test('says nothing of a language that nobody corrected', () => {
    const { layer } = train(slangCorrected(), models.version, null);
    const input = { title: null, text: 'Доска просто sick, катаюсь каждый день', pros: null, cons: null };
    const asked = { ...input, declaredLanguage: null, correctedLanguage: 'ru', brand: BRAND };
    expect(readText(asked, { ...models, layer: layer! })).toEqual(readText(asked, models));
  });
});
