import { ThemeTally } from '../../../src/compare/themes/table.ts';
import type { ThemedText } from '../../../src/compare/themes/texts.ts';
import { type ThemeRow, ThemeTable } from '../../../src/domain/theme-figures.ts';

type Sign = 'negative' | 'neutral' | 'positive';

/** A text of its own author and target that says this of themes: `{ delivery: 'negative' }`. */
export function themed(
  side: 'public' | 'direct',
  said: Readonly<Record<string, Sign>>,
  over: Partial<ThemedText> = {},
): ThemedText {
  return {
    channel: side === 'public' ? 'public' : 'survey',
    source: side === 'public' ? 'otzovik' : 'form',
    targetId: null,
    authorHash: null,
    threadId: null,
    cluster: null,
    unusualScore: null,
    unusual: 'none',
    verdict: null,
    day: '2026-05-10',
    collectedAt: '2026-05-11T08:00:00.000Z',
    words: 12,
    themes: Object.entries(said).map(([theme, sentiment]) => ({ theme, sentiment })),
    ...over,
  };
}

let next = 0;

/** `n` texts, the first `k` of which blame the theme; public ones from a week of a page of their own each. */
export function side(
  name: 'public' | 'direct',
  theme: string,
  [k, n]: readonly [number, number],
  over: Partial<ThemedText> = {},
): ThemedText[] {
  return Array.from({ length: n }, (_, at) => {
    next += 1;
    const alone = name === 'public' ? { targetId: `page ${next}` } : {};
    return themed(name, at < k ? { [theme]: 'negative' } : {}, { ...alone, ...over });
  });
}

type Frame = Partial<Parameters<ThemeTally['result']>[0]>;

export async function tableOf(texts: readonly ThemedText[], over: Frame = {}): Promise<ThemeTable> {
  const tally = new ThemeTally();
  for (const text of texts) tally.add(text);
  const table = await tally.result({
    filters: { public: { brand: 'acme', channel: ['public'] }, direct: { brand: 'acme', channel: ['survey'] } },
    comparable: true,
    ...over,
  });
  return ThemeTable.parse(table);
}

export function rowOf(table: ThemeTable, theme: string): ThemeRow {
  const row = table.rows.find((one) => one.theme === theme);
  if (row === undefined) throw new Error(`no row for ${theme}`);
  return row;
}
