import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { Brand } from '../../src/domain/brand.ts';
import { Understanding } from '../../src/domain/item.ts';
import { loadModels, type Models, type ReadInput, readItem } from '../../src/understand/index.ts';
import { understandLine } from '../../src/understand/jsonl.ts';
import { cpuMs } from '../cpu.ts';

let models: Models;
beforeAll(async () => {
  models = await loadModels();
});

const input: ReadInput = {
  key: 'k',
  title: null,
  text: null,
  pros: null,
  cons: null,
  stars: null,
  declaredLanguage: null,
  correctedLanguage: null,
  brand: Brand.parse({ id: 'demo', name: 'Озон', languages: ['ru', 'en'] }),
  matchMentions: false,
};

describe('readItem', () => {
  test('all stages in one answer', () => {
    const text = 'Заказала на ozon чайник, пришёл разбитый, деньги не возвращают. Ужасный сервис';
    const read = readItem({ ...input, title: 'Разочарована', text, stars: 1, matchMentions: true }, models);
    expect(Understanding.parse(read)).toEqual(read);
    expect([read.language, read.sentiment?.label, read.mentionsBrand]).toEqual(['ru', 'negative', true]);
    expect(read.stems).toEqual(expect.arrayContaining(['разочарова', 'чайник', 'ozon']));
  });
  test('stars change no sentiment', () => {
    const text = 'Всё прекрасно, очень довольна';
    expect(readItem({ ...input, text, stars: 1 }, models).sentiment).toEqual(
      readItem({ ...input, text, stars: 5 }, models).sentiment,
    );
  });
  test('a corrected language wins', () => {
    expect(readItem({ ...input, text: 'Prima', correctedLanguage: 'nl' }, models).language).toBe('nl');
    expect(readItem({ ...input, text: 'Отлично', correctedLanguage: 'uk' }, models)).toMatchObject({
      language: 'uk',
      sentiment: null,
    });
  });
  test('nothing said', () => {
    expect(readItem({ ...input, stars: 5 }, models)).toMatchObject({
      language: null,
      sentiment: null,
      mentionsBrand: null,
      stems: [],
    });
  });
  test('masked data is no word of the author', () => {
    expect(readItem({ ...input, text: '[phone] [email]' }, models)).toMatchObject({ language: null, stems: [] });
  });
  test('any strings give a valid answer', () => {
    const text = fc.option(fc.string({ unit: 'binary', maxLength: 100 }));
    fc.assert(
      fc.property(text, text, text, text, (title, body, pros, cons) => {
        Understanding.parse(readItem({ ...input, title, text: body, pros, cons, matchMentions: true }, models));
      }),
    );
  });
  test.each(['.', '!', 'а', 'аa', ' ', 'но ', '1', '(', 'не плохо ', '👍', '\u200d', '\ud800', '\u0000', 'x\u0301'])(
    '100,000 characters of %j end soon',
    (piece) => {
      const text = `${piece.repeat(100_000 / piece.length)}x`;
      const all = { ...input, title: text, text, pros: text, cons: text, matchMentions: true };
      expect(cpuMs(() => readItem(all, models))).toBeLessThan(5_000);
    },
  );
  test('the version names the weights', () => {
    const digest = createHash('sha256');
    for (const part of ['sentiment', 'themes', 'kind'])
      digest.update(readFileSync(new URL(`../../src/understand/${part}/weights.bin`, import.meta.url)));
    expect(models.version).toMatch(new RegExp(`^\\d+-${digest.digest('hex').slice(0, 8)}$`));
  });
});

describe('understandLine', () => {
  test('a good line', () => {
    const line = understandLine('{"id":7,"text":"Excellent, highly recommended","stars":1}', models);
    expect(Object.keys(JSON.parse(line))).toEqual(['id', 'lang', 'sentiment', 'themes', 'kind', 'why']);
    expect(JSON.parse(line)).toMatchObject({
      id: 7,
      lang: 'en',
      sentiment: { label: 'positive', score: expect.any(Number), confidence: expect.any(Number), unsure: false },
      why: expect.arrayContaining([{ words: 'excellent', weight: expect.any(Number) }]),
    });
  });
  test('a given language is kept', () => {
    expect(JSON.parse(understandLine('{"id":"a","text":"Sehr gut","lang":"DE"}', models))).toEqual({
      id: 'a',
      lang: 'de',
      sentiment: null,
      unsure: true,
      themes: [],
      kind: null,
      why: [],
    });
  });
  test('with three labels mixed is the side to which its score leans', () => {
    const text =
      'The food was excellent and the staff lovely, but the delivery was terrible and late, awful packaging.';
    const line = JSON.stringify({ id: 1, text });
    const said = (labels: 3 | 4) => JSON.parse(understandLine(line, models, { labels })).sentiment;
    expect(said(4).label).toBe('mixed');
    expect(said(3)).toEqual({ ...said(4), label: said(4).score > 0 ? 'positive' : 'negative' });
  });
  test.each(['{', '[]', 'null', '{"text":"no id"}', '{"id":1,"text":5}', '{"id":1,"lang":"russian"}', '"\\ud800"'])(
    'bad line %s',
    (line) => {
      expect(JSON.parse(understandLine(line, models, { line: 12 }))).toEqual({ error: expect.any(String), line: 12 });
    },
  );
  test.each([
    ['an empty text', '', null],
    ['one emoji', '👍', null],
    ['look-alike letters', 'Тhе sеrviсе wаs tеrriblе аnd rudе', undefined],
    ['mixed scripts', 'Отличный service, очень happy 很好 जय', 'ru'],
    ['rests of HTML', '<p>Ужасно&nbsp;<b>плохо</b>, курьер нагрубил и привёз холодное</p>&#1;', 'ru'],
    ['control characters', 'Плохо\u0000\u0007\u001b[31m доставка\u202e \u0085ужасная', 'ru'],
    ['half a character', 'ужасно \ud83d', 'ru'],
  ])('%s has an answer', (_what, text, lang) => {
    const said = JSON.parse(understandLine(JSON.stringify({ id: 1, text }), models));
    expect(said.error).toBeUndefined();
    if (lang !== undefined) expect(said.lang).toBe(lang);
    expect(said.sentiment === null).toBe(said.unsure === true);
    Understanding.pick({ sentiment: true, themes: true, kind: true, why: true }).parse(said);
  });
  test('a language that is not read is named, and its mood is unsure', () => {
    const text = 'Die Lieferung kam viel zu spät und der Karton war völlig zerdrückt, sehr enttäuschend.';
    const said = JSON.parse(understandLine(JSON.stringify({ id: 1, text }), models));
    expect(said).toEqual({ id: 1, lang: 'de', sentiment: null, unsure: true, themes: [], kind: null, why: [] });
  });
  test('a megabyte is read in time that grows with its length', () => {
    const text = 'Доставка опоздала, курьер нагрубил, зато вкусно. '.repeat(21_000);
    const timed = (part: string) => {
      return cpuMs(() => {
        const said = JSON.parse(understandLine(JSON.stringify({ id: 1, text: part }), models));
        expect(said.lang).toBe('ru');
      });
    };
    timed(text.slice(0, 100_000));
    expect(timed(text)).toBeLessThan(Math.max(20 * timed(text.slice(0, 100_000)), 4_000));
  });
  test('no text is nothing to read', () => {
    expect(JSON.parse(understandLine('{"id":1}', models))).toMatchObject({
      id: 1,
      lang: null,
      sentiment: null,
      unsure: true,
    });
  });
});
