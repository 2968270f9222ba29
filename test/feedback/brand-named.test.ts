import { describe, expect, test } from '@jest/globals';
import { Brand } from '../../src/domain/brand.ts';
import { brandNamed } from '../../src/feedback/brand-named.ts';

const brand = (id: string, name: string): Brand => Brand.parse({ id, name });
const brands = [brand('big', 'Большой магазин'), brand('severnyy-len', 'Северный Лён'), brand('cafe', 'Café Zuid')];

describe('the brand that is meant', () => {
  test.each([
    ['big', 'big'],
    ['Большой магазин', 'big'],
    ['БОЛЬШОЙ МАГАЗИН', 'big'],
    ['Северный Лён', 'severnyy-len'],
    ['северный лён', 'severnyy-len'],
    ['cafe zuid', 'cafe'],
  ])('%s is %s', (named, id) => {
    expect(brandNamed(brands, named)?.id).toBe(id);
  });

  test.each(['nobody', '', '!!!', 'bolshoy'])('%j is none', (named) => {
    expect(brandNamed(brands, named)).toBeUndefined();
  });

  test('a name that two share is neither of them, their ids still are', () => {
    const twins = [brand('north', 'Самовар'), brand('south', 'самовар')];
    expect(brandNamed(twins, 'САМОВАР')).toBeUndefined();
    expect(brandNamed(twins, 'south')?.id).toBe('south');
  });

  test('a new brand is never made over one that is there', () => {
    const twins = [brand('samovar', 'Самовар'), brand('south', 'самовар')];
    expect(brandNamed(twins, 'САМОВАР')?.id).toBe('samovar');
  });
});
