import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { type Edge, type Member, placeAll } from '../../../src/understand/duplicates/index.ts';

const member = (key: string, day: string | null = null): Member => ({ key, day });
const edge = (a: string, b: string, level: Edge['level'] = 'dup', similarity = 0.9): Edge => ({
  a,
  b,
  level,
  similarity,
});
const full = (keys: readonly string[], level: Edge['level'] = 'dup'): Edge[] =>
  keys.flatMap((a, i) => keys.slice(i + 1).map((b) => edge(a, b, level)));

describe('placing', () => {
  test('the earliest is the original, undated ones come last, ties go by key', () => {
    const places = placeAll(
      [member('a'), member('b', '2026-02-01'), member('c', '2026-01-01'), member('d', '2026-01-01')],
      full(['a', 'b', 'c', 'd']),
    );
    expect([...places.values()].map(({ cluster }) => cluster)).toEqual(['c', 'c', 'c', 'c']);
    expect(places.get('c')).toEqual({ cluster: 'c', family: 'c', role: 'original', similarity: 1 });
    expect(places.get('a')).toEqual({ cluster: 'c', family: 'c', role: 'copy', similarity: 0.9 });
  });

  test('near edges make a family of clusters, never one cluster', () => {
    const places = placeAll(
      [member('a', '2026-01-01'), member('b', '2026-01-02'), member('c', '2026-01-03'), member('d', '2026-01-04')],
      [
        edge('a', 'b'),
        edge('c', 'd'),
        edge('a', 'c', 'near', 0.7),
        edge('a', 'd', 'near', 0.6),
        edge('b', 'c', 'near', 0.6),
      ],
    );
    expect(places.get('b')).toMatchObject({ cluster: 'a', family: 'a', role: 'copy' });
    expect(places.get('c')).toEqual({ cluster: 'c', family: 'a', role: 'near-copy', similarity: 0.7 });
    expect(places.get('d')).toMatchObject({ cluster: 'c', family: 'a', role: 'copy' });
  });

  test('one chance edge does not glue two groups', () => {
    const [first, second] = [
      ['a1', 'a2', 'a3', 'a4', 'a5'],
      ['b1', 'b2', 'b3', 'b4', 'b5'],
    ];
    const places = placeAll(
      [...first, ...second].map((key) => member(key)),
      [...full(first), ...full(second), edge('a3', 'b2', 'dup', 0.95)],
    );
    expect(places.get('a5')!.family).toBe('a1');
    expect(places.get('b5')!.family).toBe('b1');
  });

  test('an edge that speaks for two products keeps two clusters apart that an unknown one lies between', () => {
    const places = placeAll(
      ['a', 'b', 'c'].map((key) => member(key)),
      [edge('a', 'b', 'dup', 0.95), edge('b', 'c', 'dup', 0.9), edge('a', 'c', 'near', 0.9)],
    );
    expect(places.get('b')!.cluster).toBe('a');
    expect(places.get('c')).toMatchObject({ cluster: 'c', family: 'a' });
  });

  test('copies that were only compared with one of them are one group', () => {
    const keys = Array.from({ length: 500 }, (_, i) => `k${String(i).padStart(3, '0')}`);
    const places = placeAll(
      keys.map((key) => member(key)),
      keys.slice(1).map((key) => edge('k000', key)),
    );
    expect(new Set([...places.values()].map(({ cluster }) => cluster))).toEqual(new Set(['k000']));
  });

  test('a function of the set, whatever the order of members, edges and their ends', () => {
    const keys = ['a', 'b', 'c', 'd', 'e', 'f', 'g'];
    const edges = fc.uniqueArray(
      fc.record({
        a: fc.constantFrom(...keys),
        b: fc.constantFrom(...keys),
        level: fc.constantFrom('dup' as const, 'near' as const),
        similarity: fc.constantFrom(0.5, 0.7, 0.9),
      }),
      { selector: ({ a, b }) => [a, b].sort().join(), maxLength: 15 },
    );
    fc.assert(
      fc.property(edges, fc.infiniteStream(fc.nat()), (list, numbers) => {
        const members = keys.map((key, i) => member(key, i % 3 === 0 ? null : `2026-01-0${1 + (i % 2)}`));
        const mixed = <T>(all: readonly T[]): T[] =>
          all
            .map((one) => ({ one, at: numbers.next().value as number }))
            .sort((x, y) => x.at - y.at)
            .map(({ one }) => one);
        const turned = mixed(list).map(({ a, b, ...rest }) => ({ a: b, b: a, ...rest }));
        const places = placeAll(members, list);
        expect(new Map([...placeAll(mixed(members), turned)].sort())).toEqual(new Map([...places].sort()));
        for (const { cluster, family } of places.values()) expect(places.get(cluster)!.family).toBe(family);
      }),
    );
  });
});
