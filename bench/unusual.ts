import { readFileSync } from 'node:fs';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import { UnusualRow, unusualFigures } from '../src/understand/evaluate/unusual.ts';
import { loadModels } from '../src/understand/index.ts';
import { NO_CONTEXT, type UnusualInput, weighUnusual } from '../src/understand/unusual/index.ts';
import { toReview } from '../src/understand/unusual/line.ts';
import { weighFile } from '../src/understand/unusual/weigh-file.ts';
import type { Figure } from './figure.ts';
import { makeTexts } from './texts.ts';
import { blindMarket } from './unusual/blind.ts';

const SPEED_OF = 20_000;
/** What is aimed at on reviews that taught nothing. */
const GOALS = [
  ['AUC', 'auc', 0.93],
  ['average precision', 'averagePrecision', 0.65],
  ['recall at 5 % of the honest', 'recallAt5', 0.7],
  ['recall at 1 % of the honest', 'recallAt1', 0.45],
] as const;

/** A brand's reviews of two years on four sites, with a paid wave every quarter. */
function made(): UnusualInput[] {
  return makeTexts(SPEED_OF).map((text, i) => {
    const wave = i % 50 === 0;
    const day = wave ? 90 * (1 + Math.floor(i / 2500)) + (i % 4) : i % 730;
    const key = String(i).padStart(6, '0');
    return {
      key,
      lang: 'ru',
      source: `site-${i % 4}`,
      brand: 'brand',
      productId: `p${i % 7}`,
      author: `a${i % 15_000}`,
      day: new Date(Date.UTC(2024, 0, 1 + day)).toISOString().slice(0, 10),
      stars: wave ? 5 : 1 + ((i * 7) % 5),
      text,
      sentimentScore: ((i * 13) % 200) / 100 - 1,
      authorReviews: wave ? 1 : 1 + (i % 40),
      verified: null,
      photos: null,
      cluster: key,
      family: key,
      verdict: null,
    };
  });
}

/** How well the paid ones of these rows are told from the honest ones, and which honest kinds come so far or are flagged. */
async function quality(name: string, rows: readonly UnusualRow[]): Promise<Figure[]> {
  const keyOf = (i: number): string => String(i).padStart(6, '0');
  const results = weighFile(
    rows.map((row, i) => toReview(row, keyOf(i))),
    await loadModels(),
  );
  const found = unusualFigures(rows.map((row, i) => ({ row, unusual: results.get(keyOf(i))! })));
  for (const { tactic, n, above1, above5, levels } of found.tactics) {
    const shares = `${above5.toFixed(3)} at 5 %, ${above1.toFixed(3)} at 1 %, ${(1 - levels.none).toFixed(3)} flagged`;
    process.stdout.write(`       ${name}, ${tactic}, ${n} reviews: ${shares}\n`);
  }
  return GOALS.map(([what, key, goal]) => ({
    what: `${name}: ${what}`,
    value: found[key] ?? 0,
    unit: '',
    goal,
    better: 'bigger' as const,
    peer: null,
  }));
}

/**
 * Likely paid reviews: processor time of weighing 20,000 reviews of 300 characters of one brand at once; with `MOLVA_DATA=<folder>` also
 * how well those of its development file, and of markets made by another program than the one that taught, are told from honest ones.
 */
export async function unusual(): Promise<Figure[]> {
  const reviews = made();
  const start = process.cpuUsage();
  weighUnusual(reviews, NO_CONTEXT);
  const { user, system } = process.cpuUsage(start);
  const figures: Figure[] = [
    {
      what: `weighing ${SPEED_OF} reviews at once`,
      value: (user + system) / 1e6,
      unit: 's',
      goal: 10,
      better: 'smaller',
      peer: null,
    },
  ];
  const folder = process.env.MOLVA_DATA;
  if (folder === undefined) return figures;
  const rows = gunzipSync(readFileSync(path.join(folder, 'fake/campaigns/dev.jsonl.gz')))
    .toString()
    .trim()
    .split('\n')
    .map((line) => UnusualRow.parse(JSON.parse(line)));
  figures.push(...(await quality('development file', rows)));
  for (const seed of [1, 2, 3]) figures.push(...(await quality(`made market ${seed}`, blindMarket(folder, seed))));
  return figures;
}
