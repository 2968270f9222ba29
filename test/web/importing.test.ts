import { describe, expect, test } from '@jest/globals';
import type { SurveyMapping } from '../../src/api/wire-loop.ts';
import { isZone } from '../../src/web/digest/draft.ts';
import { fieldOf, readingOf, withColumn, withKind, withMetric, wrongIn } from '../../src/web/import/mapping.ts';
import { wordsOf } from '../../src/web/import/problem-words.ts';
import { cpuMs } from '../cpu.ts';

const mapping: SurveyMapping = {
  columns: { score: 'Оценка', comment: 'Почему?', id: '' },
  metric: { kind: 'nps', min: 0, max: 10, direction: 'up', question: 'Порекомендуете?', prompt: 'neutral' },
  moreScores: [{ column: 'Курьер', kind: 'csat', min: 1, max: 5, direction: 'up', question: null, prompt: 'neutral' }],
  moreComments: ['Что улучшить?'],
  touchpoint: null,
  survey: 'После заказа',
  timeZone: 'Europe/Moscow',
};

describe('how the columns are read', () => {
  test('a column holds one field: chosen for another, it leaves the first', () => {
    const changed = withColumn(mapping, 'id', 'Оценка');
    expect(changed.columns).toEqual({ score: '', comment: 'Почему?', id: 'Оценка' });
    expect(withColumn(mapping, 'score', 'Курьер').moreScores).toEqual([]);
    expect(withColumn(mapping, 'comment', 'Что улучшить?').moreComments).toEqual([]);
    expect(withColumn(mapping, 'comment', '').columns['comment']).toBe('');
  });

  test('another kind brings its usual scale and keeps the question', () => {
    expect(withKind(mapping, 'ces').metric).toMatchObject({ kind: 'ces', min: 1, max: 7, question: 'Порекомендуете?' });
    expect(withKind(mapping, null).metric).toBeNull();
    expect(withKind(withKind(mapping, null), 'csat').metric).toMatchObject({ min: 1, max: 5, prompt: 'neutral' });
  });

  test('each column says what it is read as', () => {
    expect(['Оценка', 'Почему?', 'Курьер', 'Что улучшить?', 'Город'].map((one) => fieldOf(mapping, one))).toEqual([
      'score',
      'comment',
      'score',
      'comment',
      null,
    ]);
  });

  test('only what changes the reading asks the server again', () => {
    expect(readingOf({ ...mapping, survey: 'x', touchpoint: 'y' })).toBe(readingOf(mapping));
    expect(readingOf(withMetric(mapping, { question: 'иначе' }))).toBe(readingOf(mapping));
    expect(readingOf(withMetric(mapping, { max: 5 }))).not.toBe(readingOf(mapping));
    expect(readingOf({ ...mapping, dateOrder: 'mdy' })).not.toBe(readingOf(mapping));
  });

  test('what the server would refuse is said by field', () => {
    expect(wrongIn(mapping, isZone)).toEqual({});
    const bad = {
      ...withMetric(mapping, { min: 10, max: 1 }),
      survey: ' ',
      timeZone: 'Nowhere',
      columns: { score: '' },
    };
    expect(wrongIn(bad, isZone)).toEqual({ survey: true, timeZone: true, scale: true, columns: true });
    expect(wrongIn(withMetric(mapping, { min: Number.NaN }), isZone)).toEqual({ scale: true });
  });
});

describe('what the server says about rows', () => {
  test('a title may hold a colon', () => {
    expect(wordsOf('Оценка: из 10: got "11", wanted 0 to 10')).toEqual({
      key: 'range',
      column: 'Оценка: из 10',
      a: '11',
      b: '0',
      c: '10',
    });
  });

  test.each([
    ['Балл: got "семь", wanted a number from 0 to 10', 'number'],
    ['Балл: got "7,5", wanted a whole number: NPS has no fractions', 'whole'],
    ['stars: got "x", wanted a number', 'anyNumber'],
    ['Дата: got "вчера", wanted a date such as 2026-05-31 or 31.05.2026 14:05', 'date'],
    ['Дата: got "31.05.2126", which lies in the future or before the web', 'future'],
    ['the row has neither a score nor a comment', 'nothing'],
    ['the row has 3 cells, the header has 5', 'cells'],
    ['the line is not JSON (Unexpected token)', 'notJson'],
    ['two columns are called "Оценка"; one is shown as "(2)"', 'twoColumns'],
    ['has no column that holds a score or a comment; found a, b', 'noAnswers'],
    ['cannot be read from row 7 on: a quotation mark opens there and is not closed', 'openQuote'],
    ['is an Excel workbook or a zip archive; save the sheet as CSV', 'excel'],
  ])('%s', (problem, key) => expect(wordsOf(problem)?.key).toBe(key));

  test('what is not known stays in the words of the server', () => {
    expect(wordsOf('something else')).toBeNull();
    expect(wordsOf('')).toBeNull();
  });

  test('a hostile text costs nothing', () => {
    for (const bad of ['got '.repeat(200_000), `${': got '.repeat(180)}wanted`, `got ${'"'.repeat(900)}, wanted`])
      expect(cpuMs(() => wordsOf(bad))).toBeLessThan(500);
  });
});
