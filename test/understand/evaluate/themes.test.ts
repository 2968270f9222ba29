import { describe, expect, test } from '@jest/globals';
import { ThemeTally } from '../../../src/understand/evaluate/themes.ts';

type Mentions = Parameters<ThemeTally['add']>[1];
const plus = (theme: string): Mentions[number] => ({ theme, sentiment: 'positive' });
const minus = (theme: string): Mentions[number] => ({ theme, sentiment: 'negative' });

describe('figures worked out on paper', () => {
  test('our own themes: each once a text, signs by themselves', () => {
    const tally = new ThemeTally();
    const label = (theme: string, sentiment: 'positive' | 'negative' | 'conflict') => ({ theme, sentiment });
    tally.add({ themes: [label('price', 'positive'), label('staff', 'negative')] }, [plus('price'), plus('staff')]);
    tally.add({ themes: [label('price', 'conflict')] }, [plus('price'), minus('price'), minus('food')]);
    tally.add({ themes: [label('price', 'negative'), label('engine', 'negative')] }, []);
    const figures = tally.figures();
    expect(figures).toMatchObject({ texts: 3, leftOut: { engine: 1 } });
    // Price is in three texts and found in two, staff in one and found; food is said once and nowhere.
    expect(figures.micro).toMatchObject({ n: 4, said: 4, hits: 3, precision: 3 / 4, recall: 3 / 4, f1: 6 / 8 });
    expect(figures.classes.map(({ name, n, said, hits }) => [name, n, said, hits])).toEqual([
      ['price', 3, 2, 2],
      ['staff', 1, 1, 1],
      ['food', 0, 1, 0],
    ]);
    expect(figures.macroF1).toBeCloseTo((4 / 5 + 1) / 2);
    // Of the three found, staff has the wrong sign.
    expect(figures.signs).toEqual({ n: 3, right: 2, accuracy: 2 / 3 });
    // Wanted: price+, staff-, price+ and price-, price-. Said: price+, staff+, price+, price-, food-.
    expect(figures.withSign).toMatchObject({ n: 5, said: 5, hits: 3 });
  });

  test('coarse labels: a theme is told by the label of the text that may mean it, else by its usual one', () => {
    const tally = new ThemeTally();
    const label = (aspect: string | null) => ({ aspect, polarity: 'positive' as const });
    // Staff and support are both service; design is a name of atmosphere where the text has it.
    tally.add({ aspects: [label('service'), label('design'), label('general'), label(null)] }, [
      plus('staff'),
      minus('support'),
      plus('atmosphere'),
      plus('payment'),
    ]);
    tally.add({ aspects: [label('quality')] }, [plus('atmosphere'), plus('quality')]);
    const figures = tally.figures();
    expect(figures.classes.map(({ name, n, said, hits }) => [name, n, said, hits])).toEqual([
      ['design', 1, 1, 1],
      ['quality', 1, 1, 1],
      ['service', 1, 1, 1],
      ['ambience', 0, 1, 0],
    ]);
    expect(figures.leftOut).toEqual({ general: 1, none: 1 });
    expect(figures.signs).toMatchObject({ n: 3, right: 2 });
  });

  test('nothing counted is null, not nought', () => {
    expect(new ThemeTally().figures()).toMatchObject({ macroF1: null, micro: { f1: null }, signs: { accuracy: null } });
  });
});
