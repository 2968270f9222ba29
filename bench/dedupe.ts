import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import { findDuplicates } from '../src/understand/duplicates/index.ts';
import { toInput } from '../src/understand/duplicates/line.ts';
import { type DupFigures, DupRow, dupFigures } from '../src/understand/evaluate/duplicates.ts';
import { readWritten } from '../train/written.ts';
import { makeLabelled } from './dedupe/make.ts';
import { plainJaccard } from './dedupe/plain.ts';
import { writeReviews } from './dedupe/reviews.ts';
import type { Figure } from './figure.ts';

const MANY = 300_000;
const ROWS = 6000;
const CHILD = path.join(import.meta.dirname, 'dedupe/child.ts');

function ours(rows: readonly DupRow[]): DupFigures {
  const places = findDuplicates(rows.map(toInput));
  return dupFigures(rows.map((row) => ({ row, place: places.get(String(row.id))! })));
}

function quality(name: string, rows: readonly DupRow[]): Figure[] {
  const [mine, plain] = [ours(rows), dupFigures(plainJaccard(rows))];
  for (const { edit, n, merged, linked, mergedWrongly } of mine.edits) {
    const [m, l, w] = [merged, linked, mergedWrongly].map((value) => (value === null ? '-' : value.toFixed(3)));
    process.stdout.write(`       ${name}, ${edit}: ${n}, merged ${m}, linked ${l}, merged wrongly ${w}\n`);
  }
  const share = (edit: string, key: 'merged' | 'mergedWrongly'): number =>
    mine.edits.find((one) => one.edit === edit)?.[key] ?? 0;
  const f1 = (level: 'dup' | 'near', goal: number): Figure => ({
    what: `${name}, ${rows.length} reviews: pairwise F1, ${level}`,
    value: mine[level].f1 ?? 0,
    unit: '',
    goal,
    better: 'bigger',
    peer: { name: 'plain Jaccard', value: plain[level].f1 ?? 0 },
  });
  const wrong = (what: string, value: number, goal: number): Figure => ({
    what: `${name}: ${what}`,
    value: value * 100,
    unit: '%',
    goal,
    better: 'smaller',
    peer: null,
  });
  return [
    f1('dup', 0.97),
    f1('near', 0.95),
    wrong('swapped templates merged', share('template_swap', 'merged'), 2),
    wrong('turned opinions merged', share('neg_flip', 'merged'), 5),
    wrong('short generic texts merged', share('short_generic', 'mergedWrongly'), 1),
  ];
}

/** The dev set in the folder of `MOLVA_DATA`, where it is there. */
function devRows(): DupRow[] {
  const file = path.join(process.env.MOLVA_DATA ?? '', 'dedup/dev.jsonl.gz');
  if (process.env.MOLVA_DATA === undefined || !existsSync(file)) return [];
  const lines = gunzipSync(readFileSync(file)).toString().trim().split('\n');
  return lines.map((line) => DupRow.parse(JSON.parse(line)));
}

interface Whole {
  readonly seconds: number;
  readonly cpuSeconds: number;
  readonly peakMegabytes: number;
}

function child<T>(...args: string[]): T {
  return JSON.parse(execFileSync(process.execPath, [CHILD, ...args]).toString()) as T;
}

async function speed(): Promise<Figure[]> {
  const folder = mkdtempSync(path.join(tmpdir(), 'molva-dedupe-'));
  try {
    const file = path.join(folder, 'reviews.jsonl');
    await writeReviews(file, MANY);
    const whole = child<Whole>('whole', file);
    const more = child<{ readonly medianMs: number; readonly p95Ms: number }>('more', String(MANY));
    const least = (what: string, value: number, unit: string, goal: number): Figure => ({
      what,
      value,
      unit,
      goal,
      better: 'smaller',
      peer: null,
    });
    return [
      least(`molva dedupe of ${MANY} reviews of 300 characters`, whole.seconds, 's', 120),
      least('its processor time', whole.cpuSeconds, 's', 120),
      least('its peak memory', whole.peakMegabytes, 'MB', 1000),
      least(`one more review into ${MANY}, processor time, median`, more.medianMs, 'ms', 3),
      least('the same, p95', more.p95Ms, 'ms', 3),
    ];
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/**
 * Duplicates on made copies of the project's own texts beside plain Jaccard (with `MOLVA_DATA=<folder>` also on the dev set in it), and speed
 * and memory with many reviews.
 */
export async function dedupe(): Promise<Figure[]> {
  const texts = readWritten().map(({ language, text }) => ({ lang: language, text }));
  const dev = devRows();
  return [
    ...quality('made copies', makeLabelled(texts, ROWS, 5)),
    ...quality('made copies, a third without product', makeLabelled(texts, ROWS, 6, 1 / 3)),
    ...(dev.length === 0 ? [] : quality('dev set', dev)),
    ...(await speed()),
  ];
}
