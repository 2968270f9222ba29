import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { OwnTheme, THEMES } from '../../src/domain/theme.ts';
import { themesByWeight } from '../../src/web/audit/theme-order.ts';
import {
  bodyOf,
  draftOf,
  draftOfPhrase,
  EMPTY_DRAFT,
  findingOf,
  newId,
  wrongIn,
} from '../../src/web/themes/theme-draft.ts';

describe('a theme that is typed', () => {
  test('fields become lists: blanks, repeats and empty lines are left out, several words are a phrase', () => {
    const draft = {
      title: ' Парковка ',
      words: 'парковка, стоянка;парковка\n',
      phrases: 'нет мест\n\n нет мест ',
      exclusions: '',
    };
    expect(bodyOf({ ...draft, words: `${draft.words},место для машины` }, 'parking')).toEqual({
      id: 'parking',
      title: 'Парковка',
      words: ['парковка', 'стоянка'],
      phrases: ['нет мест', 'место для машины'],
      exclusions: [],
    });
  });

  test('a theme that is opened to be changed is saved as it was', () => {
    const theme = {
      words: ['a', 'b'],
      phrases: ['c d', 'e'],
      exclusions: ['f g'],
      id: 'x',
      title: 'X',
      fromPage: true,
    };
    const { fromPage: _fromPage, ...body } = theme;
    expect(bodyOf(draftOf(theme), 'x')).toEqual(body);
  });

  test('a rising phrase fills the fields: one word among the words, more among the phrases', () => {
    expect(draftOfPhrase({ phrase: 'терминал' })).toMatchObject({ title: 'Терминал', words: 'терминал', phrases: '' });
    expect(draftOfPhrase({ phrase: 'новый терминал' })).toMatchObject({ words: '', phrases: 'новый терминал' });
  });

  test('what is missing is told where it is', () => {
    expect(wrongIn(EMPTY_DRAFT, [])).toEqual({ title: 'title', words: 'words' });
    const draft = { ...EMPTY_DRAFT, title: 'касса', words: ' , ' };
    expect(wrongIn(draft, ['Касса'])).toEqual({ title: 'taken', words: 'words' });
    expect(wrongIn({ ...draft, phrases: 'у кассы' }, [])).toEqual({});
    expect(findingOf(draft)).toEqual({ words: [], phrases: [], exclusions: [] });
  });

  test.each([
    ['Новый терминал', 'novyy-terminal'],
    ['Ёлки & щётки, 2026', 'elki-schetki-2026'],
    ['Café één', 'cafe-een'],
    ['数', 'theme'],
    ['Delivery', 'delivery-2'],
  ])('the id of %s', (title, id) => {
    expect(newId(title, [])).toBe(id);
  });

  test('an id is right and new whatever the title', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 120 }), (title) => {
        const first = newId(title, []);
        const second = newId(title, [first]);
        for (const id of [first, second]) expect(OwnTheme.shape.id.safeParse(id).success).toBe(true);
        expect(second).not.toBe(first);
        expect(THEMES as readonly string[]).not.toContain(first);
      }),
    );
  });
});

test('themes of which most is known come first', () => {
  const share = (n: number) => ({ k: 0, n, nEff: n, value: 0, low: 0, high: 1, display: 'show' as const });
  const quality = (n: number) => ({ precision: share(n), recall: share(n) });
  const themes = [1, 9, 4].map((n) => ({ theme: `t${n}`, named: quality(n), blamed: quality(0) }));
  expect(themesByWeight(themes).map(({ theme }) => theme)).toEqual(['t9', 't4', 't1']);
});
