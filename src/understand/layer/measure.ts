import type { SentimentLabel } from '../../domain/item.ts';
import type { BeforeAfter, Changed, HeldBack } from '../../domain/layer.ts';
import { classFigures, macroF1 } from '../evaluate/classes.ts';
import { FOUR_LABELS } from '../evaluate/tally.ts';
import { SORTS } from '../kind/weights.ts';
import type { Layer } from './layer.ts';
import { type Answer, answerTo, type Lesson, type Side, sortOf } from './lessons.ts';

/** A text with its answers before and after. */
export interface Pair {
  readonly lesson: Lesson;
  readonly before: Answer;
  readonly after: Answer;
}

export function pairsOf(lessons: readonly Lesson[], before: Layer | null, after: Layer | null): readonly Pair[] {
  return lessons.map((lesson) => ({
    lesson,
    before: answerTo(lesson, before),
    after: answerTo(lesson, after),
  }));
}

interface Row {
  readonly gold: string;
  readonly before: string;
  readonly after: string;
}

/** What is said besides the names (no side at all) is wrong. */
function compared(names: readonly string[], rows: readonly Row[]): BeforeAfter {
  const figures = (when: 'before' | 'after') => {
    const confusion = names.map(() => new Array<number>(names.length + 1).fill(0));
    for (const row of rows) {
      const said = names.indexOf(row[when]);
      confusion[names.indexOf(row.gold)]![said < 0 ? names.length : said]! += 1;
    }
    const classes = classFigures(names, confusion);
    const right = rows.filter((row) => row[when] === row.gold).length;
    const total = { accuracy: rows.length === 0 ? null : right / rows.length, macroF1: macroF1(classes) };
    return {
      total,
      classes: classes.map(({ n, precision, recall, f1 }) => ({ n, quality: { precision, recall, f1 } })),
    };
  };
  const [before, after] = [figures('before'), figures('after')];
  return {
    n: rows.length,
    before: before.total,
    after: after.total,
    fixed: rows.filter((row) => row.before !== row.gold && row.after === row.gold).length,
    broken: rows.filter((row) => row.before === row.gold && row.after !== row.gold).length,
    classes: names.map((name, at) => ({
      name,
      n: before.classes[at]!.n,
      before: before.classes[at]!.quality,
      after: after.classes[at]!.quality,
    })),
  };
}

function sideOfScore(score: number): Side | 'none' {
  return score > 0 ? 'positive' : score < 0 ? 'negative' : 'none';
}

/** What people said against what is answered; a text whose sentiment was corrected is no longer one of the stars. */
export function measure(pairs: readonly Pair[]): HeldBack {
  const corrected: Row[] = [];
  const starred: Row[] = [];
  const kinds: Row[] = [];
  const others = pairs.filter(({ lesson }) => lesson.said.sentiment === null && lesson.said.kind === null);
  for (const { lesson, before, after } of pairs) {
    const { sentiment, kind } = lesson.said;
    if (sentiment !== null) corrected.push({ gold: sentiment, before: before.label, after: after.label });
    else if (lesson.side !== null)
      starred.push({ gold: lesson.side, before: sideOfScore(before.score), after: sideOfScore(after.score) });
    if (kind !== null && before.sort !== null && after.sort !== null)
      kinds.push({ gold: sortOf(kind), before: before.sort, after: after.sort });
  }
  return {
    corrected: compared(FOUR_LABELS, corrected),
    starred: compared(['negative', 'positive'], starred),
    kinds: compared(SORTS, kinds),
    others: {
      n: others.length,
      changed: others.filter(({ before, after }) => before.label !== after.label).length,
      sorts: others.filter(({ before, after }) => before.sort !== after.sort).length,
      expectedWrong: pairs.reduce((sum, { before }) => sum + 1 - before.confidence, 0),
      expectedWrongSorts: pairs.reduce((sum, { before }) => sum + 1 - before.sortConfidence, 0),
    },
  };
}

/** Which labels are others after, most first. */
export function changedOf(pairs: readonly Pair[]): Changed {
  const flows = new Map<string, { from: SentimentLabel; to: SentimentLabel; n: number }>();
  for (const { before, after } of pairs) {
    if (before.label === after.label) continue;
    const name = `${before.label} ${after.label}`;
    const flow = flows.get(name) ?? { from: before.label, to: after.label, n: 0 };
    flow.n += 1;
    flows.set(name, flow);
  }
  const sorted = [...flows.values()].sort((a, b) => b.n - a.n || (`${a.from} ${a.to}` < `${b.from} ${b.to}` ? -1 : 1));
  return { read: pairs.length, changed: sorted.reduce((sum, { n }) => sum + n, 0), flows: sorted };
}
