import { DatabaseSync } from 'node:sqlite';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { indexWords } from '../../../src/store/rows/index-words.ts';
import { matchExpression } from '../../../src/store/sqlite/search-index.ts';

describe('the words of the index', () => {
  test('are letters, marks and digits alone', () => {
    expect(indexWords(['Ёж', 'e-mail', "don't", 'a\u0000b', '5★', 'é', '😡'])).toEqual([
      'ёж',
      'e',
      'mail',
      'don',
      't',
      'a',
      'b',
      '5',
      'é',
    ]);
  });

  test('are found by an expression in which nothing of them is syntax', () => {
    const query = [
      { any: ['run', 'ran'], prefix: false },
      { any: ['"x" OR y', 'wi-fi'], prefix: true },
      { any: ['***'], prefix: true },
    ];
    expect(matchExpression(query)).toBe('(("run") OR ("ran")) AND (("x" AND "or" AND "y"*) OR ("wi" AND "fi"*))');
    expect(matchExpression([{ any: ['***'], prefix: true }])).toBeNull();
    expect(matchExpression([])).toBeNull();
  });

  test('whatever is stored is found by itself, and no query is an error', () => {
    const db = new DatabaseSync(':memory:');
    db.exec(
      "CREATE VIRTUAL TABLE w USING fts5 (words, content='', contentless_delete=1, detail=none, tokenize='ascii')",
    );
    const insert = db.prepare('INSERT INTO w (rowid, words) VALUES (?, ?)');
    const find = db.prepare('SELECT rowid FROM w WHERE w MATCH ? AND rowid = ?');
    let id = 0;
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 12 }), fc.boolean(), (stem, prefix) => {
        id += 1;
        insert.run(id, indexWords([stem]).join(' '));
        const match = matchExpression([{ any: [stem], prefix }]);
        if (match !== null) expect(find.get(match, BigInt(id))).toMatchObject({ rowid: id });
      }),
      { numRuns: 500 },
    );
    db.close();
  });
});
