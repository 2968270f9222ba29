import type { Audits, AuditText } from '../api/audits.ts';
import type { Label } from '../api/types.ts';

/** The texts that wait for this reader, and the way back. The first of `waiting` is the one that is read. */
export interface Queue {
  readonly waiting: readonly AuditText[];
  readonly skipped: ReadonlySet<string>;
  readonly steps: readonly Step[];
  /** Of the brand, by anybody: read today, and still open. */
  readonly today: number;
  readonly open: number;
}

export interface Step {
  readonly text: AuditText;
  /** What was answered; null: it was skipped. */
  readonly label: Label | null;
}

export const EMPTY: Queue = { waiting: [], skipped: new Set(), steps: [], today: 0, open: 0 };

/** So few are left that more are asked for. */
const LOW = 3;

export function current({ waiting }: Queue): AuditText | null {
  return waiting[0] ?? null;
}

/**
 * What the server says is open, without moving the text that is being read; `sent` are answers on their way. Texts that somebody
 * else read meanwhile leave, but for that one.
 */
export function loaded(queue: Queue, { data, n, today }: Audits, sent: ReadonlySet<string>): Queue {
  const open = new Set(data.map(({ id }) => id));
  const kept = queue.waiting.filter(({ id }, at) => at === 0 || open.has(id));
  const known = new Set(kept.map(({ id }) => id));
  const more = data.filter(({ id }) => !known.has(id) && !sent.has(id));
  // Skipped ones stay behind all others.
  const [first, ...others] = kept;
  const pool = [...others, ...more];
  const isSkipped = ({ id }: AuditText) => queue.skipped.has(id);
  const waiting = [...(first ? [first] : []), ...pool.filter((one) => !isSkipped(one)), ...pool.filter(isSkipped)];
  return { ...queue, waiting, open: n - sent.size, today: today + sent.size };
}

/** The first text has its answer. */
export function answered(queue: Queue, label: Label): Queue {
  const [text, ...waiting] = queue.waiting;
  if (text === undefined) return queue;
  const steps: Queue['steps'] = [...queue.steps, { text, label }];
  return { ...queue, waiting, steps, today: queue.today + 1, open: Math.max(0, queue.open - 1) };
}

/** The first text comes again after all others. */
export function skipped(queue: Queue): Queue {
  const [text, ...waiting] = queue.waiting;
  if (text === undefined || waiting.length === 0) return queue;
  const steps: Queue['steps'] = [...queue.steps, { text, label: null }];
  return { ...queue, waiting: [...waiting, text], skipped: new Set([...queue.skipped, text.id]), steps };
}

/** The last step is taken back: its text is read again. */
export function back(queue: Queue): Queue {
  const step = queue.steps.at(-1);
  if (step === undefined) return queue;
  const { text, label } = step;
  const waiting = [text, ...queue.waiting.filter(({ id }) => id !== text.id)];
  const steps = queue.steps.slice(0, -1);
  const without = new Set([...queue.skipped].filter((id) => id !== text.id));
  if (label === null) return { ...queue, waiting, steps, skipped: without };
  return { ...queue, waiting, steps, today: Math.max(0, queue.today - 1), open: queue.open + 1 };
}

/** An answer was refused. It comes next, not at once: what is being read stays. `gone`: it is open no more. */
export function refused(queue: Queue, text: AuditText, gone: boolean): Queue {
  const [first, ...rest] = queue.waiting.filter(({ id }) => id !== text.id);
  const again = gone ? [] : [text];
  return {
    ...queue,
    waiting: first === undefined ? again : [first, ...again, ...rest],
    steps: queue.steps.filter((step) => step.text.id !== text.id),
    today: Math.max(0, queue.today - 1),
    open: queue.open + again.length,
  };
}

/** An answer could not be taken back: it stands. */
export function stays(queue: Queue, text: AuditText): Queue {
  const waiting = queue.waiting.filter(({ id }) => id !== text.id);
  return { ...queue, waiting, today: queue.today + 1, open: Math.max(0, queue.open - 1) };
}

/** Whether more are to be asked for. */
export function isLow({ waiting, open }: Queue): boolean {
  return waiting.length < LOW && open > waiting.length;
}
