import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { findMentions } from '../../src/understand/mentions.ts';

function named(name: string, text: string, more: { spellings?: string[]; exclude?: string[] } = {}): string[] {
  const brand = { name, spellings: more.spellings ?? [], exclude: more.exclude ?? [] };
  return findMentions(text, brand).map(({ start, end }) => text.slice(start, end));
}

describe('findMentions', () => {
  test.each([
    ['Озон', 'Купил на ozon вчера', ['ozon']],
    ['Ozon', 'В Озоне и на ОЗОНЕ заказал', ['Озоне', 'ОЗОНЕ']],
    ['Вкусно и точка', 'Были во «Вкусно и точке».', ['Вкусно и точке']],
    ['Вкусно и точка', '#ВкусноИТочка рулит', ['ВкусноИТочка']],
    ['Озон', 'jpjy опять опоздал', ['jpjy']],
    ['Samsung', 'ыфьыгтп сломался', ['ыфьыгтп']],
    ['Самсунг', 'мой Samsung сломался', ['Samsung']],
    ['Пятёрочка', 'в пятерочке очередь, в Пятёрочку не пойду', ['пятерочке', 'Пятёрочку']],
    ['Пятёрочка', 'Pyaterochka рядом', ['Pyaterochka']],
    ['Ёлка', 'магазин yolka и elka', ['yolka', 'elka']],
    ['Яндекс', 'yandex.ru и jandex', ['yandex', 'jandex']],
    ['Связной', 'был в Связном у Связного', ['Связном', 'Связного']],
    ['Красное и Белое', 'в Красном и Белом', ['Красном и Белом']],
    ['Wildberries', 'на вайлдберриз', []],
    ['Лента', 'Нашёл ktynf и kttne', ['ktynf']],
    ['Coolblue', "Coolblue's service", ['Coolblue']],
    ['Жабка', ';f,rf рядом с домом', [';f,rf']],
    ['ВК', 'пишу в вк и VK', ['вк']],
  ])('%s in "%s"', (name, text, found) => {
    expect(named(name, text)).toEqual(found);
  });

  test.each([
    ['Магнит', 'магнитофон и электромагнит'],
    ['Ока', 'ок, хорошо'],
    ['Вкусно и точка', 'было вкусно. И точка'],
    ['Вкусно и точка', 'вкусно и сытно'],
    ['Лента', 'лентяй'],
    ['Apple', 'pineapple'],
    ['!!!', 'ого!!!'],
  ])('not %s in "%s"', (name, text) => {
    expect(named(name, text)).toEqual([]);
  });

  test('spellings count, a text with an excluded word does not', () => {
    expect(named('Wildberries', 'на вайлдберриз и вб', { spellings: ['вайлдберриз', 'вб'] })).toEqual([
      'вайлдберриз',
      'вб',
    ]);
    expect(named('Apple', 'an apple pie by Apple', { exclude: ['apple pie'] })).toEqual([]);
    expect(named('Магнит', 'магнит на холодильник в Магните', { exclude: ['холодильник'] })).toEqual([]);
  });

  test('spans lie inside any text, in order, apart', () => {
    const bits = fc.constantFrom('озон', 'ozon ', ' ', 'jpjy', ',', 'ё', '\ud800', 'İ', 'Вкусно и точка', '\n');
    fc.assert(
      fc.property(fc.array(bits), (list) => {
        const text = list.join('');
        let last = 0;
        for (const { start, end } of findMentions(text, { name: 'Озон', spellings: ['Вкусно и точка'], exclude: [] })) {
          expect(start).toBeGreaterThanOrEqual(last);
          expect(end).toBeGreaterThan(start);
          last = end;
        }
        expect(last).toBeLessThanOrEqual(text.length);
      }),
    );
  });
});
