import { describe, expect, test } from '@jest/globals';
import type { AuditedText } from '../../../src/compare/audit/audited.ts';
import { type Compared, correctedThemes } from '../../../src/compare/themes/corrected.ts';

const blamed = [{ theme: 'food', sentiment: 'negative' }] as const;

function texts(n: number, themes: AuditedText['person']['themes']): AuditedText[] {
  return Array.from({ length: n }, () => ({
    channel: 'public',
    stratum: 'public negative',
    inclusion: 0.1,
    month: '2026-05',
    person: { sentiment: 'negative', themes },
    model: { sentiment: 'negative', themes: blamed },
  }));
}

const side = { k: 60, n: 200, nEff: 200 };
const compared = [{ theme: 'food', public: side, direct: side, byLength: [] }] as unknown as readonly Compared[];

describe('themes after model error', () => {
  test('rest on texts of which people told the themes: others neither count towards fifty nor say that nothing is blamed', () => {
    const few = [...texts(49, blamed), ...texts(80, null)];
    expect(correctedThemes(compared, { public: few, direct: few }, 0.03).size).toBe(0);
    const enough = [...texts(50, blamed), ...texts(80, null)];
    const found = correctedThemes(compared, { public: enough, direct: enough }, 0.03).get('food');
    // The model names it in each of the fifty as people do: nothing to correct.
    expect(found?.public.value).toBeCloseTo(0.3, 9);
    const none = [...texts(40, []), ...texts(10, blamed)];
    const wrong = correctedThemes(compared, { public: none, direct: enough }, 0.03).get('food');
    expect(wrong?.public.value).toBe(0);
    expect(wrong?.direct.value).toBeCloseTo(0.3, 9);
  });
});
