import { describe, expect, test } from '@jest/globals';
import type { AuditedText } from '../../../src/compare/audit/audited.ts';
import { ComparisonTally } from '../../../src/compare/comparison.ts';
import { Comparison } from '../../../src/domain/comparison.ts';
import type { CountRow } from '../../../src/domain/count-row.ts';
import { nps, rows } from '../rows.ts';

const blame = [{ theme: 'delivery', sentiment: 'negative' as const }];

/** Texts the first of which are negative and blame the delivery. */
function side(n: number, negative: number, over: Partial<CountRow>): CountRow[] {
  return rows(n, negative, over).map((one, at) => (at < negative ? { ...one, themes: blame } : one));
}

/** `n` audited texts of a side; of those that the model left out people find `missed`. */
function audit(n: number, { found, missed }: { found: number; missed: number }): AuditedText[] {
  return Array.from({ length: n }, (_, at) => {
    const model = at < found;
    const person = at < found + missed;
    const says = (is: boolean) => ({ sentiment: is ? 'negative' : 'positive', themes: is ? blame : [] }) as const;
    return {
      channel: 'public',
      stratum: String(model),
      inclusion: 0.1,
      month: '2026-05',
      person: says(person),
      model: says(model),
    };
  });
}

async function compare(audited?: { public: AuditedText[]; direct: AuditedText[] }): Promise<Comparison> {
  const tally = new ComparisonTally();
  const texts = [...side(1000, 260, {}), ...side(1000, 180, { channel: 'survey', source: 'form', metric: nps(8) })];
  for (const one of texts) tally.add(one);
  const undated = { public: new Map(), direct: new Map() };
  const frame = { brand: 'acme', from: '2026-03-01', to: '2026-05-29', timeZone: 'UTC', asOf: '', undated };
  return Comparison.parse(
    await tally.result({ ...frame, categories: new Map(), leftOut: [], fresh: [], ...(audited ? { audited } : {}) }),
  );
}

describe('a comparison after model error', () => {
  test('without an audit, or with under 50 texts on a side, it ends before model error', async () => {
    for (const one of [
      await compare(),
      await compare({ public: audit(100, { found: 26, missed: 7 }), direct: audit(49, { found: 9, missed: 7 }) }),
    ]) {
      expect(one).toMatchObject({ verdict: 'more-in-public', corrected: null });
      expect(one.notes).toContain('before-model-error');
      expect(one.themes.rows[0]).toMatchObject({ verdict: 'more-in-public', corrected: null });
    }
  });

  test('a model that misses more on one side is corrected, in the shares and in the themes', async () => {
    // The model finds .80 of a third in public and .55 of it in surveys.
    const one = await compare({
      public: audit(200, { found: 52, missed: 13 }),
      direct: audit(200, { found: 36, missed: 30 }),
    });
    expect(one.verdict).toBe('more-in-public');
    expect(one.notes).not.toContain('before-model-error');
    expect(one.corrected!.public.value).toBeCloseTo(0.325, 9);
    expect(one.corrected!.direct.value).toBeCloseTo(0.33, 9);
    expect(one.corrected!.verdict).toBe('no-clear-difference');
    const [delivery] = one.themes.rows;
    expect(delivery).toMatchObject({ verdict: 'more-in-public', corrected: { verdict: 'no-clear-difference' } });
    expect(delivery!.corrected!.difference.value).toBeCloseTo(-0.005, 9);
    expect(delivery!.corrected!.difference.low).toBeLessThan(0);
  });

  test('where the model errs alike on both sides the difference stays', async () => {
    const one = await compare({
      public: audit(1000, { found: 260, missed: 20 }),
      direct: audit(1000, { found: 180, missed: 20 }),
    });
    expect(one.corrected).toMatchObject({ verdict: 'more-in-public' });
    expect(one.themes.rows[0]!.corrected).toMatchObject({ verdict: 'more-in-public' });
  });
});
