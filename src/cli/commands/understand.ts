import { createInterface } from 'node:readline';
import { setFlagsFromString } from 'node:v8';
import { BadInput } from '../../errors.ts';
import { loadModels } from '../../understand/index.ts';
import { understandLine } from '../../understand/jsonl.ts';
import type { CliContext, ExitCode } from '../context.ts';

/** Lines held before they are written in one piece. */
const CHUNK = 200;

export interface UnderstandOptions {
  /** `3` folds mixed into the side to which it leans; default 4. */
  readonly labels?: string;
}

function labelsOf({ labels = '4' }: UnderstandOptions): 3 | 4 {
  if (labels !== '3' && labels !== '4') throw new BadInput('labels', 'give 3 or 4');
  return labels === '3' ? 3 : 4;
}

/** `molva understand`: JSONL in, JSONL out, streaming, in order. Exit code 1 when a line could not be read. */
export async function understand(options: UnderstandOptions, context: CliContext): Promise<ExitCode> {
  const labels = labelsOf(options);
  // What a line needs is garbage when it is written: a young generation that grows to 64 MB would only hold more of it.
  setFlagsFromString('--semi-space-growth-factor=1');
  const models = await loadModels();
  let line = 0;
  let bad = 0;
  let out: string[] = [];
  const flush = async (): Promise<void> => {
    const text = out.join('');
    out = [];
    if (text !== '' && !context.stdout.write(text))
      await new Promise<void>((resolve) => context.stdout.once('drain', resolve));
  };
  const { stdin: input, stop: signal } = context;
  for await (const raw of createInterface({ input, signal, crlfDelay: Number.POSITIVE_INFINITY })) {
    line += 1;
    if (raw.trim() === '') continue;
    const answer = understandLine(raw, models, { line, labels });
    if (answer.startsWith('{"error"')) bad += 1;
    out.push(`${answer}\n`);
    if (out.length >= CHUNK) await flush();
  }
  await flush();
  // A terminal that is still open would keep the process waiting for a line that nobody reads.
  if (signal.aborted) input.destroy();
  if (bad > 0) context.stderr.write(`molva: ${bad} of ${line} lines could not be read\n`);
  return bad > 0 ? 1 : 0;
}
