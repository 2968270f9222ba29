import { describe, expect, test } from '@jest/globals';
import { loadModels } from '../../../src/understand/index.ts';
import { readText, sentences } from '../../../src/understand/themes/hits.ts';
import { readThemes } from '../../../src/understand/themes/read.ts';
import { scan } from '../../../src/understand/themes/scan.ts';
import { MOST_SIGN_BUCKETS, signBuckets, wordLogits } from '../../../src/understand/themes/sign-words.ts';
import { BUCKETS, COUNT, packThemes, SIGN_CODES, unpackThemes } from '../../../src/understand/themes/weights.ts';
import { wordBucket, wordOf } from '../../../src/understand/themes/words.ts';

const { themes: models } = await loadModels();
const en = models.get('en')!;

describe('what words say of the sign of a theme', () => {
  test('the longest sentence has room, with and without the theme', () => {
    const text = readText(en, scan('word '.repeat(500)));
    const found = new Int32Array(MOST_SIGN_BUCKETS + 10);
    for (const span of sentences(text.scan)) {
      const words = span.to - span.from;
      expect(signBuckets(text, span, 0, found)).toBe(3 * words);
      expect(3 * words).toBeLessThanOrEqual(MOST_SIGN_BUCKETS);
      expect(signBuckets(text, span, COUNT, found)).toBe(2 * words);
    }
    expect(Math.max(...sentences(text.scan).map(({ from, to }) => to - from))).toBeGreaterThan(40);
  });

  test('weights come back from the file as they were packed, and speak for the sign they were given', () => {
    const signs = new Float32Array(SIGN_CODES);
    const bucket = wordBucket(wordOf(en, 'slow').id);
    signs[bucket * 3] = 2;
    signs[bucket * 3 + 2] = -1;
    const zeros = new Array<number>(COUNT).fill(0);
    const packed = packThemes({ bias: zeros, plain: zeros, hint: zeros, threshold: zeros, sign: [[], [], []] }, [
      { language: 'en', weights: new Float32Array(BUCKETS * COUNT), signs, lists: en.weights.lists },
    ]);
    const { languages } = unpackThemes(packed);
    const model = { ...en, weights: languages[0]! };
    const text = readText(model, scan('slow'));
    const [negative, neutral, positive] = wordLogits(model, text, { from: 0, to: 1 }, COUNT);
    expect(negative).toBeCloseTo(2 / Math.sqrt(2), 2);
    expect(neutral).toBe(0);
    expect(positive).toBeCloseTo(-1 / Math.sqrt(2), 1);
    expect(wordLogits(model, readText(model, scan('quick')), { from: 0, to: 1 }, COUNT)).toEqual([0, 0, 0]);
  });

  test('a span without words says nothing', () => {
    const text = readText(en, scan('?!'));
    expect(wordLogits(en, text, { from: 0, to: text.words.length }, 0)).toEqual([0, 0, 0]);
  });

  test.each([
    ['en', 'The delivery was quick but the manager was rude.', { delivery: 'positive', staff: 'negative' }],
    ['ru', 'Доставка быстрая, но менеджер нахамил.', { delivery: 'positive', staff: 'negative' }],
    ['nl', 'De levering was snel maar het personeel was onbeleefd.', { delivery: 'positive', staff: 'negative' }],
  ])('%s: each theme has the sign of its own clause', (language, text, wanted) => {
    const mentions = readThemes({ title: null, text, pros: null, cons: null }, language, models);
    expect(Object.fromEntries(mentions.map(({ theme, sentiment }) => [theme, sentiment]))).toMatchObject(wanted);
  });
});
