import { beforeAll, describe, expect, test } from '@jest/globals';
import { eld } from 'eld/extrasmall';
import fc from 'fast-check';
import type { Detector } from '../../../src/understand/language.ts';
import { loadDetector } from '../../../src/understand/letters/detector.ts';
import { readNgramTable } from '../../../src/understand/letters/table.ts';

let ours: Detector;
beforeAll(async () => {
  ours = await loadDetector();
});

function said(detector: Detector, text: string): unknown {
  const found = detector.detect(text);
  return { language: found.language, isReliable: found.isReliable(), scores: found.getScores() };
}

const WORDS = (
  'the order came late and nobody answered de bezorger was beleefd maar te laat het werkt prima доставка быстрая курьер вежливый ' +
  'чайник шумит гроші повернули їжа смачна крама ўсім rápido y muy amable die Lieferung kam pünktlich ça marche très bien świetnie ' +
  "çok güzel İyi don't foto’s l'heure ελληνικά שלום مرحبا नमस्ते ไทย 日本語 한국어 ქართული հայերեն"
).split(' ');

/** Words of many languages, broken ones, long ones, signs, emoji and half of an emoji. */
const anyText = fc
  .array(
    fc.oneof(
      { weight: 6, arbitrary: fc.constantFrom(...WORDS) },
      { weight: 2, arbitrary: fc.string({ unit: 'binary', maxLength: 12 }) },
      {
        weight: 1,
        arbitrary: fc
          .constantFrom(...WORDS)
          .chain((word) => fc.integer({ min: 2, max: 40 }).map((times) => word.repeat(times))),
      },
      { weight: 1, arbitrary: fc.constantFrom('😀', '\ud800', '!!!', '123', '\n', "''", '’') },
    ),
    { maxLength: 150 },
  )
  .chain((words) => fc.constantFrom(' ', '', ', ').map((between) => words.join(between)));

describe('the detector beside eld itself', () => {
  test('the same language, reliability and scores for any text', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        expect(said(ours, text)).toEqual(said(eld, text));
      }),
      { numRuns: 3000 },
    );
  }, 60_000);

  test.each(['', ' ', 'a', 'ab', 'abc', 'abcd', 'abcde', 'я', 'по', 'x'.repeat(70), 'x'.repeat(71), 'ж'.repeat(2000)])(
    'the same for "%s"',
    (text) => {
      expect(said(ours, text)).toEqual(said(eld, text));
    },
  );
});

describe('the table', () => {
  test('keys with and without quotes, escaped signs, blanks', () => {
    const table = readNgramTable(
      "export const ngramsData = {type:'X',languages:{0:'am',1:'nl'},isSubset:false,ngrams:{' d\\'un':{1:207},LQQL:{0:6,1:7}}};",
    );
    expect(table.languages).toEqual(['am', 'nl']);
    expect([...table.pairLanguage]).toEqual([1, 0, 1]);
    expect([...table.pairScore]).toEqual([207, 6, 7]);
    expect([...table.places].filter((place) => place > 0).sort((a, b) => a - b)).toEqual([1, (1 << 6) | 2]);
  });

  test.each([
    'export const data = {}',
    "{languages:{0:'am'},ngrams:{",
    "{languages:{0:'am'},ngrams:{'abcdefg':{0:1}}}",
    "{languages:{0:'am'},ngrams:{'abcd':{1:1}}}",
    "{languages:{0:'am'},ngrams:{'abcd':{0:256}}}",
    "{languages:{0:'am'},ngrams:{'abcd':{0:-1}}}",
    "{languages:{0:'am'},ngrams:{'abcd':{}}}",
    "{languages:{0:'am'},ngrams:{'abc",
  ])('refuses %s', (source) => {
    expect(() => readNgramTable(source)).toThrow('written in an unknown way');
  });
});
